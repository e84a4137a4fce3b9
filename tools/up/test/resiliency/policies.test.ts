import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { readRunFile } from '../../src/platform/run-file.ts';
import { readSettings } from '../../src/platform/settings.ts';

const { root } = readSettings({});
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Names {
  timeout?: string;
  retry?: string;
  circuitBreaker?: string;
}
interface Retry {
  policy: string;
  maxInterval: string;
  maxRetries: number;
  matching?: { gRPCStatusCodes?: string; httpStatusCodes?: string };
}
interface Spec {
  policies: {
    timeouts: Record<string, string>;
    retries: Record<string, Retry>;
    circuitBreakers: Record<string, { timeout: string; trip: string }>;
  };
  targets: {
    apps: Record<string, Names>;
    components: Record<string, { inbound?: Names; outbound?: Names }>;
  };
}

const { policies, targets } = (parse(read('components/common/resiliency.yaml')) as { spec: Spec }).spec;
const apps = Object.entries(targets.apps);
const components = Object.entries(targets.components);
const seconds = (duration: string) =>
  duration.endsWith('ms') ? Number(duration.slice(0, -2)) / 1_000 : Number(duration.slice(0, -1));

test('every service has a timeout, retries and a circuit breaker for the way to it', () => {
  const services = readRunFile(root)
    .apps.map(({ appID }) => appID)
    .filter(app => app !== 'gateway');
  expect(apps.map(([app]) => app).toSorted()).toEqual(services.toSorted());
  for (const [, names] of apps)
    expect(Object.keys(names).toSorted()).toEqual(['circuitBreaker', 'retry', 'timeout']);
});

test('every component that a folder defines has a target', () => {
  const defined = globSync('components/*/*.yaml', { cwd: root })
    .flatMap(file => parseAllDocuments(read(file)))
    .map(document => document.toJS() as { kind: string; metadata: { name: string } })
    .filter(({ kind }) => kind === 'Component')
    .map(({ metadata }) => metadata.name);
  expect(components.map(([name]) => name).toSorted()).toEqual([...new Set(defined)].toSorted());
});

test('no target names a policy that does not exist, which sidecars would pass over in silence', () => {
  const named = [
    ...apps.map(([, names]) => names),
    ...components.flatMap(([, { inbound = {}, outbound = {} }]) => [inbound, outbound]),
  ];
  const unknown = named.flatMap(({ timeout, retry, circuitBreaker }) => [
    ...(timeout !== undefined && !Object.hasOwn(policies.timeouts, timeout) ? [timeout] : []),
    ...(retry !== undefined && !Object.hasOwn(policies.retries, retry) ? [retry] : []),
    ...(circuitBreaker !== undefined && !Object.hasOwn(policies.circuitBreakers, circuitBreaker)
      ? [circuitBreaker]
      : []),
  ]);
  expect(unknown).toEqual([]);
});

test('retries grow, and end', () => {
  for (const retry of Object.values(policies.retries)) {
    expect(retry.policy).toBe('exponential');
    expect(retry.maxRetries).toBeGreaterThan(0);
  }
});

test('no answer of an app is repeated by a sidecar: no error has the codes that match', () => {
  for (const [, { retry = '' }] of apps)
    expect(policies.retries[retry]?.matching).toEqual({ gRPCStatusCodes: '0', httpStatusCodes: '100' });
});

test('state is written once: neither sidecars nor the Redis client repeat it', () => {
  for (const name of ['statestore', 'sharedstate', 'actorstore'])
    expect(targets.components[name]?.outbound?.retry).toBeUndefined();
  for (const name of ['statestore', 'sharedstate']) {
    const { spec } = parse(read(`components/common/${name}.yaml`)) as {
      spec: { metadata: { name: string; value?: string }[] };
    };
    expect(spec.metadata).toContainEqual({ name: 'redisMaxRetries', value: '-1' });
  }
});

test('no breaker stands between a broker and a consumer: one event would hold back all others', () => {
  for (const [, { inbound = {} }] of components) expect(inbound.circuitBreaker).toBeUndefined();
});

test('the retries of an event end before Redis gives it to somebody else', () => {
  const { maxInterval, maxRetries } = policies.retries['redeliver'] as Retry;
  // Dapr begins with half a second, multiplies by 1.5, and varies each wait by half.
  let [worst, wait] = [0, 0.5];
  for (let i = 0; i < maxRetries; i += 1) {
    worst += wait * 1.5;
    wait = Math.min(wait * 1.5, seconds(maxInterval));
  }
  const { spec } = parse(read('components/pubsub-redis/pubsub.yaml')) as {
    spec: { metadata: { name: string; value: string }[] };
  };
  const processing = spec.metadata.find(({ name }) => name === 'processingTimeout')?.value ?? '0s';
  expect(worst).toBeLessThan(seconds(processing) - 5);
});

test('sidecars give up a component before apps give up their sidecar, which is after five seconds', () => {
  for (const [name, { outbound }] of components) {
    if (name !== 'actorstore')
      expect(seconds(policies.timeouts[outbound?.timeout ?? ''] ?? '')).toBeLessThan(5);
  }
});
