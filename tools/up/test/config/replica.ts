import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { stringify } from 'yaml';
import { fileSecrets, redisComponents } from '@neighbourhood/shared/testing/components';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import type { TestRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { launch } from '../../src/process/child.ts';
import { untilReady } from '../../src/process/wait.ts';
import { daprdCommand, sidecarReady } from '../../src/servers/daprd.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** ReplicaOptions: what all replicas of one platform share. */
export interface ReplicaOptions {
  redis: TestRedis;
  /** Where the component `configstore` finds the dynamic configuration. */
  configuration: TestRedis;
  secrets: string;
  env: Record<string, string>;
}

/** Replica is the gateway as a process of its own, next to a real sidecar. */
export interface Replica {
  url: string;
  /** Everything it logged so far. */
  output(): string;
  /** Kills its sidecar, and starts another on the same ports. */
  restartSidecar(): Promise<void>;
  stop(): Promise<void>;
}

/** startReplica starts sidecar and gateway, and waits until it answers. */
export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const directory = path.join(testServers().directory, `gateway-${randomUUID()}`);
  const ports = {
    grpcPort: await freePort(),
    httpPort: await freePort(),
    internalPort: await freePort(),
    metricsPort: await freePort(),
  };
  const [http, metrics] = [await freePort(), await freePort()];
  const startSidecar = await sidecarIn(directory, options, ports);
  let sidecar = await startSidecar();

  const child = spawn(process.execPath, ['gateway/src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NH_SERVER__PORT: String(http),
      NH_METRICS__PORT: String(metrics),
      DAPR_GRPC_PORT: String(ports.grpcPort),
      DAPR_HTTP_PORT: String(ports.httpPort),
      ...options.env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += String(chunk)));
  const url = `http://127.0.0.1:${String(http)}`;
  await eventually(
    async () => {
      if (child.exitCode !== null) throw new Error(`the gateway ended:\n${output}`);
      return (await fetch(`${url}/health/live`)).ok;
    },
    { timeoutMs: 60_000, what: 'a gateway that answers' },
  );
  return {
    url,
    output: () => output,
    async restartSidecar() {
      process.kill(sidecar.record.pid, 'SIGKILL');
      await eventually(() => sidecar.ended() !== undefined);
      sidecar = await startSidecar();
    },
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await sidecar.stop();
    },
  };
}

/** Writes what a sidecar reads, and answers how to start it. */
async function sidecarIn(
  directory: string,
  { redis, configuration, secrets }: ReplicaOptions,
  ports: { grpcPort: number; httpPort: number; internalPort: number; metricsPort: number },
) {
  const resources = path.join(directory, 'resources');
  mkdirSync(resources, { recursive: true });
  for (const component of [...redisComponents(redis, configuration), fileSecrets(secrets)])
    writeFileSync(path.join(resources, `${component.metadata.name}.yaml`), stringify(component));
  const config = path.join(directory, 'config.yaml');
  const names = { connectionString: path.join(directory, 'names.db') };
  writeFileSync(
    config,
    stringify({
      apiVersion: 'dapr.io/v1alpha1',
      kind: 'Configuration',
      metadata: { name: 'test' },
      spec: { nameResolution: { component: 'sqlite', version: 'v1', configuration: names } },
    }),
  );
  const { command, args, env } = await daprdCommand({
    appId: 'gateway',
    ...ports,
    resourcesPaths: [resources],
    configs: [config],
  });
  return async () => {
    const log = path.join(directory, 'daprd.log');
    const child = await launch({
      name: 'daprd',
      command,
      args,
      log,
      env: { PATH: process.env['PATH'], ...env },
    });
    const waiting = { what: 'its components work', timeoutMs: 60_000 };
    await untilReady(child, () => sidecarReady(ports.httpPort), waiting);
    return child;
  };
}
