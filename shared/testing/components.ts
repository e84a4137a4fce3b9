import type { DaprResource } from './daprd.ts';
import type { TestRedis } from './redis.ts';

const component = (name: string, type: string, settings: Record<string, string>): DaprResource => ({
  apiVersion: 'dapr.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: {
    type,
    version: 'v1',
    metadata: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
  },
});

/**
 * redisComponents are the platform's Redis components, by their names in `components/`, on a test's own database,
 * dynamic configuration on one of its own: apps read all keys that they find there.
 */
export function redisComponents(
  redis: TestRedis,
  configuration = { ...redis, database: redis.database + 5_000 },
): DaprResource[] {
  const at = ({ host, port, database }: TestRedis) => ({
    redisHost: `${host}:${port}`,
    redisDB: String(database),
  });
  const server = at(redis);
  const once = { redisMaxRetries: '-1' };
  return [
    component('pubsub', 'pubsub.redis', {
      ...server,
      processingTimeout: '2s',
      concurrency: '10',
    }),
    component('statestore', 'state.redis', { ...server, ...once }),
    component('sharedstate', 'state.redis', { ...server, ...once, keyPrefix: 'name' }),
    component('actorstore', 'state.redis', { ...server, actorStateStore: 'true' }),
    component('configstore', 'configuration.redis', at(configuration)),
  ];
}

/** fileSecrets is the secret store of the local profile on a JSON file of `{ name: value }`. */
export function fileSecrets(file: string): DaprResource {
  return component('secretstore', 'secretstores.local.file', { secretsFile: file });
}

/** subscription sends a topic's events to a route of one app; what it cannot take goes to its dead letter topic. */
export function subscription(appId: string, topic: string, route: string): DaprResource {
  return {
    apiVersion: 'dapr.io/v2alpha1',
    kind: 'Subscription',
    metadata: { name: `${appId}-${topic.replaceAll('.', '-')}` },
    spec: { topic, pubsubname: 'pubsub', routes: { default: route }, deadLetterTopic: `${appId}.dead` },
    scopes: [appId],
  };
}

/** retries bounds redelivery of events and retries unavailable apps, as `components/` does, but quicker. */
export function retries(targets: readonly string[] = []): DaprResource {
  const retry = { policy: 'constant', duration: '100ms', maxRetries: 3 };
  return {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Resiliency',
    metadata: { name: 'test' },
    spec: {
      policies: { retries: { quick: retry, unavailable: { ...retry, matching: { gRPCStatusCodes: '14' } } } },
      targets: {
        apps: Object.fromEntries(targets.map(app => [app, { retry: 'unavailable' }])),
        components: { pubsub: { inbound: { retry: 'quick' } } },
      },
    },
  };
}
