import { mkdirSync } from 'node:fs';
import { daprBinary } from '../build/dapr.ts';
import { launch } from '../process/child.ts';
import { untilReady } from '../process/wait.ts';
import { healthy } from './health.ts';
import type { Server, ServerOptions } from './server.ts';

/** SchedulerOptions: besides its own port it needs two for the etcd inside it. */
export interface SchedulerOptions extends ServerOptions {
  healthPort: number;
  etcdClientPort: number;
  etcdPeerPort: number;
  /** Flags and environment of mTLS. */
  extraArgs?: readonly string[];
  extraEnv?: Readonly<Record<string, string>>;
}

/** startScheduler runs Dapr's scheduler, which keeps jobs and workflow reminders on disk. */
export async function startScheduler(options: SchedulerOptions): Promise<Server> {
  const { port, healthPort, etcdClientPort, etcdPeerPort, log } = options;
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const id = 'dapr-scheduler-server-0';
  const child = await launch({
    name: 'scheduler',
    command: await daprBinary('scheduler'),
    args: [
      ...['--port', String(port), '--listen-address', '127.0.0.1'],
      ...['--healthz-port', String(healthPort), '--healthz-listen-address', '127.0.0.1'],
      ...['--id', id, '--etcd-data-dir', options.directory],
      ...['--etcd-client-port', String(etcdClientPort)],
      ...['--etcd-initial-cluster', `${id}=http://127.0.0.1:${String(etcdPeerPort)}`],
      ...['--override-broadcast-host-port', `127.0.0.1:${String(port)}`],
      '--enable-metrics=false',
      ...(options.extraArgs ?? []),
    ],
    env: { ...process.env, ...options.extraEnv },
    log,
    ports: { grpc: port, health: healthPort, etcdClient: etcdClientPort, etcdPeer: etcdPeerPort },
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
  const waiting = { what: 'is healthy', timeoutMs: 60_000, signal: options.signal };
  await untilReady(child, () => healthy(`http://127.0.0.1:${String(healthPort)}/healthz`), waiting);
  return { pid: child.record.pid, port, log, url: `127.0.0.1:${String(port)}`, stop: child.stop };
}
