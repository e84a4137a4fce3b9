import { type NotificationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/NotificationService';
import { type LiveConfig } from '@neighbourhood/shared/config/live';
import { type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { type ChildLogger } from '@neighbourhood/shared/grpc/incoming';
import { type GrpcServerOptions, createGrpcServer, implement } from '@neighbourhood/shared/grpc/server';
import { checkUrl, createGuardedAgent, type GuardOptions } from '@neighbourhood/shared/net/ssrf';
import { MongoClient } from 'mongodb';
import { createHandlers } from './delivery/grpc.ts';
import { createEventHandlers, createJobHandlers, recurring } from './delivery/subscriptions.ts';
import { createAesSecretBox, type WrappingKeys } from './infrastructure/aes-secret-box.ts';
import { type NotificationConfig } from './infrastructure/config.ts';
import { createDispatcher } from './infrastructure/dispatcher.ts';
import { createHttpSender } from './infrastructure/http-sender.ts';
import { createRemind } from './infrastructure/reminders.ts';
import { type Backoff } from './domain/backoff.ts';
import { createIndexes } from './repository/mongo-database.ts';
import { createMongoRepositories } from './repository/mongo-repositories.ts';
import { createUseCases, type Limits } from './usecases.ts';

/** AppOptions is what the service is made of. */
export interface AppOptions extends Pick<GrpcServerOptions, 'metrics' | 'verifier' | 'appToken'> {
  config: NotificationConfig;
  live: Pick<LiveConfig<NotificationConfig>, 'view'>;
  log: ChildLogger;
  sidecar: Pick<Sidecar, 'publish' | 'jobs' | 'prove'>;
  /** Connection URL of the store. */
  databaseUrl: string;
  wrappingKeys: WrappingKeys;
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
  wrappingKeys,
}: AppOptions): Promise<App> {
  const client = await MongoClient.connect(databaseUrl, {
    maxPoolSize: config.database.maxPoolSize,
    serverSelectionTimeoutMS: 10_000,
    ignoreUndefined: true,
  });
  const db = client.db(config.database.name);
  await createIndexes(db);

  const guard: GuardOptions = { profile: config.profile, ...config.ssrf };
  const agent = createGuardedAgent(guard);
  const dispatcher = createDispatcher({
    concurrency: config.delivery.concurrency,
    perEndpoint: config.delivery.concurrencyPerEndpoint,
    log,
  });
  const useCases = createUseCases(
    {
      ...createMongoRepositories(db),
      checkUrl: url => void checkUrl(url, guard, 'WEBHOOK.URL_FORBIDDEN'),
      box: createAesSecretBox(wrappingKeys),
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
    ready: () =>
      db.command({ ping: 1 }, { timeoutMS: 2_000 }).then(
        () => true,
        () => false,
      ),
  });
  const port = await server.listen(config.server.port, config.server.host);
  await sidecar.jobs.schedule(recurring.sweep, { schedule: `@every ${config.delivery.sweepEvery}ms` });
  await sidecar.jobs.schedule(recurring.prune, { schedule: '@daily' });

  return {
    port,
    async stop() {
      await server.drain();
      await dispatcher.drain();
      await agent.close();
      await client.close();
    },
  };
}
