import { type NotificationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/NotificationService';
import { type LiveConfig } from '@neighbourhood/shared/config/live';
import { type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { type ChildLogger } from '@neighbourhood/shared/grpc/incoming';
import { type GrpcServerOptions, createGrpcServer, implement } from '@neighbourhood/shared/grpc/server';
import { checkUrl, createGuardedAgent, type GuardOptions } from '@neighbourhood/shared/net/ssrf';
import { type RotatingSecret } from '@neighbourhood/shared/process/rotating-secret';
import { following } from '@neighbourhood/shared/process/secrets';
import { createResealing } from '@neighbourhood/shared/sealing/reseal-in-background';
import { createHandlers } from './delivery/grpc.ts';
import { createEventHandlers, createJobHandlers, recurring } from './delivery/subscriptions.ts';
import { type NotificationConfig, storeRules } from './infrastructure/config.ts';
import { createDispatcher } from './infrastructure/dispatcher.ts';
import { createHttpSender } from './infrastructure/http-sender.ts';
import { openMongo } from './infrastructure/mongo-connection.ts';
import { createRemind } from './infrastructure/reminders.ts';
import { type Backoff } from './domain/backoff.ts';
import { createIndexes } from './repository/mongo-database.ts';
import { createMongoRepositories } from './repository/mongo-repositories.ts';
import { type SecretBox } from './usecase/ports.ts';
import { createUseCases, type Limits } from './usecases.ts';

/** Name of the secret that holds the keys by which signing secrets are sealed. */
export const wrappingKeys = 'notification-wrapping-keys';

/** AppOptions is what the service is made of. */
export interface AppOptions extends Pick<GrpcServerOptions, 'metrics' | 'verifier' | 'appToken'> {
  config: NotificationConfig;
  live: Pick<LiveConfig<NotificationConfig>, 'view'>;
  log: ChildLogger;
  sidecar: Pick<Sidecar, 'publish' | 'jobs' | 'prove'>;
  /** Connection URL of the store. */
  databaseUrl: RotatingSecret<string>;
  /** What the newest wrapping keys make. */
  box: RotatingSecret<SecretBox>;
}

/** App is the running service. */
export interface App {
  /** The port that it listens on. */
  port: number;
  /** Ends calls and attempts at hand, then closes. */
  stop(): Promise<void>;
}

function backoffOf({ delivery: { schedule, jitter } }: NotificationConfig): Backoff {
  return { delaysMs: schedule, jitter, random: Math.random };
}

function limitsOf({ webhooks, delivery }: NotificationConfig, backoff: Backoff): Limits {
  return {
    maxPerWorkspace: webhooks.maxPerWorkspace,
    backoff,
    leaseMs: 2 * delivery.timeout + 5_000,
    disableAfterMs: delivery.disableAfter,
    retentionMs: delivery.retention,
  };
}

/** startApp wires the service by hand, starts it, and schedules its recurring jobs. */
export async function startApp({
  config,
  live,
  log,
  metrics,
  verifier,
  appToken,
  sidecar,
  databaseUrl,
  box,
}: AppOptions): Promise<App> {
  const store = await openMongo({
    url: databaseUrl,
    rules: storeRules(config),
    database: config.database.name,
    maxPoolSize: config.database.maxPoolSize,
    prepare: createIndexes,
    adaptersOn: createMongoRepositories,
    log,
  });

  const guard: GuardOptions = { profile: config.profile, ...config.ssrf };
  const agent = createGuardedAgent(guard);
  const dispatcher = createDispatcher({
    concurrency: config.delivery.concurrency,
    perEndpoint: config.delivery.concurrencyPerEndpoint,
    log,
  });
  const useCases = createUseCases(
    {
      ...store.adapters,
      checkUrl: url => void checkUrl(url, guard, 'WEBHOOK.URL_FORBIDDEN'),
      box: following(box),
      send: createHttpSender({ agent, timeoutMs: config.delivery.timeout }),
      dispatch: dispatcher.dispatch,
      remind: createRemind(sidecar.jobs),
      publish: sidecar.publish,
      clock: () => new Date(),
      log,
    },
    limitsOf(config, live.view(backoffOf)),
  );
  dispatcher.start(useCases.attemptDelivery);
  const reseal = createResealing({
    secret: wrappingKeys,
    reseal: useCases.resealSecrets,
    log,
    registry: metrics.registry,
  });
  box.onChange(reseal);

  const server = createGrpcServer({
    ...{ log, metrics, verifier, appToken, prove: sidecar.prove },
    services: [
      implement<NotificationServiceDefinition>(
        'neighbourhood.notification.v1.NotificationService',
        createHandlers(useCases),
      ),
    ],
    events: createEventHandlers(useCases),
    jobs: createJobHandlers(useCases, dispatcher.dispatch),
    ready: store.ready,
  });
  const port = await server.listen(config.server.port, config.server.host);
  await sidecar.jobs.schedule(recurring.sweep, { schedule: `@every ${config.delivery.sweepEvery}ms` });
  await sidecar.jobs.schedule(recurring.prune, { schedule: '@daily' });
  reseal();

  return {
    port,
    async stop() {
      await server.drain();
      await dispatcher.drain();
      await agent.close();
      await store.close();
    },
  };
}
