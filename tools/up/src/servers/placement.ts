import { daprBinary } from '../build/dapr.ts';
import { launch } from '../process/child.ts';
import type { OnSpawn } from '../process/child.ts';
import { untilReady } from '../process/wait.ts';
import { healthy } from './health.ts';
import type { Server } from './server.ts';

/** PlacementOptions: the service keeps its table in memory only. */
export interface PlacementOptions {
  port: number;
  healthPort: number;
  raftPort: number;
  log: string;
  /** Flags and environment of mTLS. */
  extraArgs?: readonly string[];
  extraEnv?: Readonly<Record<string, string>>;
  onSpawn?: OnSpawn | undefined;
  signal?: AbortSignal | undefined;
}

/** startPlacement runs Dapr's placement service, which tells sidecars where actors live. */
export async function startPlacement(options: PlacementOptions): Promise<Server> {
  const { port, healthPort, raftPort, log } = options;
  const child = await launch({
    name: 'placement',
    command: await daprBinary('placement'),
    args: [
      ...['--port', String(port), '--listen-address', '127.0.0.1'],
      ...['--healthz-port', String(healthPort), '--healthz-listen-address', '127.0.0.1'],
      ...['--id', 'dapr-placement-0', '--initial-cluster', `dapr-placement-0=127.0.0.1:${String(raftPort)}`],
      '--enable-metrics=false',
      ...(options.extraArgs ?? []),
    ],
    env: { ...process.env, ...options.extraEnv },
    log,
    ports: { grpc: port, health: healthPort, raft: raftPort },
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
  const waiting = { what: 'is healthy', timeoutMs: 60_000, signal: options.signal };
  await untilReady(child, () => healthy(`http://127.0.0.1:${String(healthPort)}/healthz`), waiting);
  return { pid: child.record.pid, port, log, url: `127.0.0.1:${String(port)}`, stop: child.stop };
}
