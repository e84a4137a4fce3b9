import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { variableOf } from '../tools/up/src/process/variable.ts';
import { portOffset, processOf, root } from './platform.ts';

const port = 8081 + portOffset;
const services = ['auth', 'integration', 'workflow', 'consent', 'notification'];

/** appOf says where an app itself listens, and the token that it wants from its sidecar. */
export function appOf(name: string): { address: string; token: string } {
  const { pid, ports } = processOf(name);
  return { address: `127.0.0.1:${ports['grpc']}`, token: variableOf(pid, 'APP_API_TOKEN') };
}

/**
 * startDirectGateway runs a second gateway that calls every service past the sidecars. It shares the first one's
 * sidecar for secrets and for the state of its rate limits, which a busy caller's requests seldom touch.
 */
export async function startDirectGateway(): Promise<{ url: string; stop(): Promise<void> }> {
  const { pid } = processOf('gateway');
  const same = ['DAPR_GRPC_PORT', 'DAPR_HTTP_PORT', 'DAPR_API_TOKEN', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE'];
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    ...Object.fromEntries(same.map(name => [name, variableOf(pid, name)])),
    NH_SERVER__PORT: String(port),
    NH_METRICS__PORT: '0',
    NH_LOG__LEVEL: 'info',
  };
  for (const name of services) {
    const { address, token } = appOf(name);
    env[`NH_SERVICES__${name.toUpperCase()}__ADDRESS`] = address;
    env[`NH_SERVICES__${name.toUpperCase()}__TOKEN`] = token;
  }
  const child = spawn(process.execPath, ['gateway/src/main.ts'], { cwd: root, env, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const ready = async (): Promise<boolean> => (await fetch(`${url}/health/ready`)).ok;
  await eventually(ready, { timeoutMs: 60_000, intervalMs: 100, what: 'the gateway without sidecars' });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
