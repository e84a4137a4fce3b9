import { type z } from 'zod';
import { liveConfig, type LiveConfig } from '../config/live.ts';
import { createSidecar, type Sidecar } from '../dapr/sidecar.ts';
import { createIdentityVerifier, type IdentityVerifier, type InternalKeys } from '../grpc/identity.ts';
import { createLogger, type Logger } from '../logger/logger.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { startMetricsServer } from '../metrics/server.ts';
import { startTracing } from '../tracing/tracing.ts';
import { type BaseConfig } from './config.ts';
import { dynamicStore, followDynamic } from './dynamic.ts';
import { rotatingVerifier } from './rotating-verifier.ts';
import { requireTrust } from './require-trust.ts';
import { createSecrets, type Secrets } from './secrets.ts';

/** Base is what every app starts from. */
export interface Base<C extends BaseConfig> extends Secrets {
  app: string;
  config: C;
  live: LiveConfig<C>;
  log: Logger;
  metrics: Metrics;
  sidecar: Sidecar;
  verifier: IdentityVerifier;
  /** `APP_API_TOKEN`: what the own sidecar proves itself with. */
  appToken: string | undefined;
  /** Runs when the process is told to stop, last added first. */
  onStop(stop: () => Promise<void> | void): void;
}

function environmentPort(name: string): number | undefined {
  const value = process.env[name];
  return value ? Number(value) : undefined;
}

/** connectSidecar reaches the sidecar that the environment names. */
export function connectSidecar(log: Logger, metrics: Metrics): Sidecar {
  const httpPort = environmentPort('DAPR_HTTP_PORT');
  return createSidecar({
    grpcPort: environmentPort('DAPR_GRPC_PORT') ?? 50001,
    ...(httpPort === undefined ? {} : { httpPort }),
    apiToken: process.env['DAPR_API_TOKEN'],
    log,
    metrics,
  });
}

/** stopOnSignal runs the stops once, on the first SIGTERM or SIGINT, and ends the process. */
function stopOnSignal(stops: (() => Promise<void> | void)[], log: Logger): (code: number) => Promise<never> {
  let stopping: Promise<never> | undefined;
  const stop = (code: number): Promise<never> => {
    stopping ??= (async () => {
      for (const step of stops.reverse())
        await Promise.resolve(step()).catch((err: unknown) =>
          log.error({ err }, 'a part did not stop cleanly'),
        );
      log.info({ code }, 'stopped');
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
  return stop;
}

/**
 * startProcess does what every app does first (configuration, logs, metrics, traces, sidecar, keys), then calls
 * `build`, and drains on SIGTERM. Where anything fails it says why and exits with 1.
 */
export async function startProcess<S extends z.ZodType<BaseConfig>>(
  app: string,
  schema: S,
  build: (base: Base<z.output<S>>) => Promise<void>,
): Promise<void> {
  const bootLog = createLogger({ app });
  const stops: (() => Promise<void> | void)[] = [];
  const stop = stopOnSignal(stops, bootLog);
  try {
    const live = liveConfig({ app, schema, argv: process.argv.slice(2) });
    const config = live.current;
    const log = createLogger({ app, level: config.log.level });
    live.onChange(next => (log.level = next.log.level));
    const metrics = createMetrics(app);
    stops.push(await startTracing({ app, ...config.tracing }));
    const metricsServer = await startMetricsServer(
      metrics.registry,
      config.metrics.port,
      config.metrics.host,
    );
    stops.push(() => metricsServer.close());
    const sidecar = connectSidecar(log, metrics);
    stops.push(() => sidecar.close());
    await sidecar.waitUntilReady();
    await requireTrust(config, sidecar, process.env);
    const onStop = (step: () => Promise<void> | void): void => void stops.push(step);
    const secrets = createSecrets({
      read: name => sidecar.secret(name),
      refreshMs: config.secrets.refresh,
      log,
      registry: metrics.registry,
      onStop,
    });
    const publicKeys = await secrets.secretJson('internal-jwks', (keys: InternalKeys) =>
      createIdentityVerifier(keys, config.identity.issuers),
    );
    const store = dynamicStore(config.dynamic, sidecar);
    if (store) stops.push(await followDynamic(live, store, log));
    await build({
      app,
      config,
      live,
      log,
      metrics,
      sidecar,
      verifier: rotatingVerifier(publicKeys),
      appToken: process.env['APP_API_TOKEN'],
      ...secrets,
      onStop,
    });
    log.info({ port: config.server.port, profile: config.profile }, 'ready');
  } catch (err) {
    bootLog.fatal({ err }, err instanceof Error ? err.message : 'cannot start');
    await stop(1);
  }
}
