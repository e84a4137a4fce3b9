import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Daprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type Example, root } from './example.ts';

/** AppProcess is a running example. */
export interface AppProcess {
  /** Everything that it logged. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Place says where the app listens and which sidecar is its own. */
export interface Place {
  appPort: number;
  daprd: Daprd;
  apiToken: string;
  appToken: string;
}

/** startExample starts the app as the launcher would, and waits until its sidecar has found it. */
export async function startExample(example: Example, place: Place): Promise<AppProcess> {
  const { appPort, daprd, apiToken, appToken } = place;
  const [command, ...args] = example.command;
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...example.env,
      APP_ID: example.appId,
      APP_PORT: String(appPort),
      DAPR_GRPC_PORT: String(daprd.grpcPort),
      DAPR_HTTP_PORT: String(daprd.httpPort),
      DAPR_API_TOKEN: apiToken,
      APP_API_TOKEN: appToken,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const app: AppProcess = {
    output: () => output,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
  const healthy = async () => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const url = `http://127.0.0.1:${daprd.httpPort}/v1.0/healthz`;
    return (
      output.includes('"listening"') && (await fetch(url, { headers: { 'dapr-api-token': apiToken } })).ok
    );
  };
  await eventually(healthy, {
    timeoutMs: 60_000,
    what: () => `${example.appId}; its output:\n${output}`,
  }).catch(async (error: unknown) => {
    await app.stop('SIGKILL');
    throw error;
  });
  return app;
}
