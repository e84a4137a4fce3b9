import { destination } from 'pino';
import { type z } from 'zod';
import { loadConfig } from '../config/load.ts';
import { createLogger } from '../logger/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { type BaseConfig } from './config.ts';
import { createSecrets } from './secrets.ts';
import { type Base, connectSidecar } from './start.ts';

/** CommandBase is what of an app's Base a command has, that runs once beside the app and serves nobody. */
export type CommandBase<C extends BaseConfig> = Pick<
  Base<C>,
  'app' | 'config' | 'log' | 'metrics' | 'sidecar' | 'secret' | 'secretJson' | 'onStop'
> & {
  /** Aborted when the process is told to stop: `work` ends where it is whole. */
  signal: AbortSignal;
};

const standardError = 2;

/**
 * runCommand runs `work` with an app's configuration (files and environment) and its secrets through a sidecar of its
 * own, then exits with what it returns. Standard output is the command's; logs go to standard error. Exits with 2
 * where something fails.
 */
export async function runCommand<S extends z.ZodType<BaseConfig>>(
  app: string,
  schema: S,
  work: (base: CommandBase<z.output<S>>) => Promise<number>,
): Promise<never> {
  const log = createLogger({
    app,
    level: 'warn',
    destination: destination({ dest: standardError, sync: true }),
  });
  const stops: (() => Promise<void> | void)[] = [];
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  let code = 2;
  try {
    const config = loadConfig({ app, schema });
    const metrics = createMetrics(app);
    const sidecar = connectSidecar(log, metrics);
    stops.push(() => sidecar.close());
    await sidecar.waitUntilReady();
    const onStop = (step: () => Promise<void> | void): void => void stops.push(step);
    const secrets = createSecrets({
      read: name => sidecar.secret(name),
      refreshMs: config.secrets.refresh,
      log,
      registry: metrics.registry,
      onStop,
    });
    code = await work({ app, config, log, metrics, sidecar, ...secrets, onStop, signal: stopping.signal });
  } catch (err) {
    log.fatal({ err }, err instanceof Error ? err.message : 'failed');
  }
  for (const step of stops.reverse()) await Promise.resolve(step()).catch(() => undefined);
  process.exit(code);
}
