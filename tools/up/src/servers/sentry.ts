import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { daprBinary } from '../build/dapr.ts';
import { launch } from '../process/child.ts';
import { untilReady } from '../process/wait.ts';
import { healthy } from './health.ts';
import type { Server, ServerOptions } from './server.ts';

/** SentryOptions: its directory holds the issuer's certificate and key, which it makes when they are absent. */
export interface SentryOptions extends ServerOptions {
  healthPort: number;
  /** Configuration file: how long certificates live, and what proves who asks for one. */
  config: string;
  /** Of the control plane; apps are in the domain `public`, which Dapr gives them. */
  trustDomain: string;
  namespace: string;
  /** Folder that relative paths in `config` start from. */
  cwd?: string;
}

/**
 * startSentry runs Dapr's certificate authority. One that makes root and issuer sees its own new files seconds later, and
 * closes its port to load them, at which sidecars end that ask just then: so it makes them in a run of its own.
 */
export async function startSentry(options: SentryOptions): Promise<Server> {
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  if (!existsSync(join(options.directory, 'issuer.crt')))
    await (await run({ ...options, onSpawn: undefined })).stop();
  return run(options);
}

async function run(options: SentryOptions): Promise<Server> {
  const { directory, port, healthPort, log } = options;
  const child = await launch({
    name: 'sentry',
    command: await daprBinary('sentry'),
    args: [
      ...['--port', String(port), '--listen-address', '127.0.0.1'],
      ...['--healthz-port', String(healthPort), '--healthz-listen-address', '127.0.0.1'],
      ...['--config', options.config, '--issuer-credentials', directory],
      ...['--trust-domain', options.trustDomain, '--mode', 'standalone'],
      '--enable-metrics=false',
    ],
    log,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, NAMESPACE: options.namespace },
    ports: { grpc: port, health: healthPort },
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
  const waiting = { what: 'is healthy', timeoutMs: 60_000, signal: options.signal };
  await untilReady(child, () => healthy(`http://127.0.0.1:${String(healthPort)}/healthz`), waiting);
  return { pid: child.record.pid, port, log, url: `127.0.0.1:${String(port)}`, stop: child.stop };
}
