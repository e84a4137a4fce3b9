import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../dapr/app-callback.ts';
import type { StateStore } from '../dapr/state.ts';
import { fileSecrets, redisComponents } from '../testing/components.ts';
import { eventually } from '../testing/eventually.ts';
import { type TestRedis, testRedis } from '../testing/redis.ts';
import { testServers } from '../testing/servers.ts';
import { startApp, type TestApp, testKeys } from './app.ts';

let redis: TestRedis;
let app: TestApp;
let other: TestApp;
const jobs: (Job & { at: number; requestId: string })[] = [];
let failures = 0;

beforeAll(async () => {
  redis = await testRedis();
  const secrets = path.join(testServers().directory, `${randomUUID()}.json`);
  await writeFile(
    secrets,
    JSON.stringify({ 'auth-database': 'postgres://x', 'consent-database': 'not yours', empty: '' }),
  );
  const keys = await testKeys();
  const components = [...redisComponents(redis), fileSecrets(secrets)];
  const configuration = {
    secrets: {
      scopes: [{ storeName: 'secretstore', defaultAccess: 'deny', allowedSecrets: ['auth-database'] }],
    },
  };
  [app, other] = await Promise.all([
    startApp({
      appId: 'auth',
      keys,
      components,
      configuration,
      jobs: {
        'expiry-': async (job, call) => {
          jobs.push({ ...job, at: Date.now(), requestId: call.requestId });
          if (failures-- > 0) throw new Error('not now');
        },
        'expiry-special-': async job => void jobs.push({ ...job, at: Date.now(), requestId: 'special' }),
      },
    }),
    startApp({ appId: 'gateway', keys, components }),
  ]);
});

afterAll(() => Promise.all([app.stop(), other.stop()]));

describe('state', () => {
  let store: StateStore;
  let key: string;
  beforeEach(() => {
    store = app.sidecar.state('statestore');
    key = randomUUID();
  });

  test('what was set is read again, with its end; what was not is undefined', async () => {
    const value = { a: [1, 'ü', null, { deep: true }] };
    expect(await store.get(key)).toBeUndefined();
    expect(await store.set(key, value, { ttlSeconds: 60 })).toBe(true);
    const entry = await store.get<typeof value>(key);
    expect(entry).toMatchObject({ value });
    expect(entry!.expiresAt.getTime()).toBeGreaterThan(Date.now() + 55_000);
    await store.delete(key);
    expect(await store.get(key)).toBeUndefined();
  });

  test.each([0, '', false, null, []])('%p is a value like any other', async value => {
    await store.set(key, value, { ttlSeconds: 60 });
    expect((await store.get(key))?.value).toEqual(value);
  });

  test('Redis itself forgets it after its time', async () => {
    await store.set(key, 1, { ttlSeconds: 1 });
    await eventually(async () => (await store.get(key)) === undefined, { timeoutMs: 4_000 });
    await eventually(async () => (await redis.command('EXISTS', `auth||${key}`)).startsWith(':0'), {
      timeoutMs: 4_000,
    });
  });

  test('it is gone after its time even where Redis never heard of the TTL', async () => {
    await store.set(key, 1, { ttlSeconds: 1 });
    await redis.command('PERSIST', `auth||${key}`);
    await eventually(async () => (await store.get(key)) === undefined, { timeoutMs: 4_000 });
    expect(await redis.command('EXISTS', `auth||${key}`)).toContain(':1');
    expect(await store.set(key, 2, { ttlSeconds: 60, firstWrite: true })).toBe(true);
    expect((await store.get(key))?.value).toBe(2);
  });

  test('of twenty first writers one wins', async () => {
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, writer) => store.set(key, writer, { ttlSeconds: 60, firstWrite: true })),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await store.get(key))?.value).toBe(won.indexOf(true));
  });

  test('of twenty writers over one version one wins, and a stale version loses', async () => {
    await store.set(key, 'old', { ttlSeconds: 60, firstWrite: true });
    const { etag } = (await store.get(key))!;
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, writer) => store.set(key, writer, { ttlSeconds: 60, etag })),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.set(key, 'stale', { ttlSeconds: 60, etag })).toBe(false);
    expect(await store.delete(key, { etag })).toBe(false);
    const fresh = (await store.get(key))!;
    expect(fresh.value).toBe(won.indexOf(true));
    expect(await store.delete(key, { etag: fresh.etag })).toBe(true);
    expect(await store.get(key)).toBeUndefined();
  });

  test('is private in statestore, and shared in sharedstate', async () => {
    await app.sidecar.state('statestore').set(key, 'mine', { ttlSeconds: 60 });
    await app.sidecar.state('sharedstate').set(key, 'ours', { ttlSeconds: 60 });
    expect(await other.sidecar.state('statestore').get(key)).toBeUndefined();
    expect((await other.sidecar.state('sharedstate').get(key))?.value).toBe('ours');
  });

  test('a store that does not exist is an error, not an empty one', async () => {
    await expect(app.sidecar.state('nowhere').get(key)).rejects.toThrow();
  });
});

describe('secrets', () => {
  test('the own ones are read', async () => {
    expect(await app.sidecar.secret('auth-database')).toBe('postgres://x');
  });
  test.each(['consent-database', 'missing'])(
    '%s is refused, and the answer has no value in it',
    async name => {
      const failure = await app.sidecar.secret(name).catch((error: unknown) => error);
      expect(failure).toMatchObject({ kind: 'internal', code: 'SECRET.MISSING' });
      expect(String(failure)).not.toContain('not yours');
    },
  );
});

describe('jobs', () => {
  const fired = (name: string) => jobs.filter(job => job.name === name);

  test('a job fires once at its time with its data, at the handler of the longest prefix', async () => {
    const dueAt = new Date(Date.now() + 1_500);
    await app.sidecar.jobs.schedule('expiry-1', { dueAt, data: { consentId: 'cns_1', ü: [1, null] } });
    await app.sidecar.jobs.schedule('expiry-special-1', { dueAt: new Date(0), data: null });
    const special = await eventually(() => fired('expiry-special-1')[0]);
    expect(special).toMatchObject({ data: null, requestId: 'special' });
    const job = await eventually(() => fired('expiry-1')[0]);
    expect(job.data).toEqual({ consentId: 'cns_1', ü: [1, null] });
    expect(job.at).toBeGreaterThanOrEqual(dueAt.getTime() - 1_000);
    expect(fired('expiry-1')).toHaveLength(1);
  });

  test('a job that fails is tried again until it is taken', async () => {
    failures = 4;
    await app.sidecar.jobs.schedule('expiry-2', { dueAt: new Date(), data: 2 });
    await eventually(() => fired('expiry-2').length === 5, { timeoutMs: 20_000 });
    failures = 0;
  });

  test('a deleted job does not fire, and deleting one that is not there does nothing', async () => {
    await app.sidecar.jobs.schedule('expiry-3', { dueAt: new Date(Date.now() + 2_000), data: 3 });
    await app.sidecar.jobs.delete('expiry-3');
    await app.sidecar.jobs.delete('expiry-3');
    // A later job tells when the deleted one would have fired.
    await app.sidecar.jobs.schedule('expiry-4', { dueAt: new Date(Date.now() + 3_500), data: 4 });
    await eventually(() => fired('expiry-4')[0]);
    expect(fired('expiry-3')).toEqual([]);
  });

  test('scheduling a name again replaces it', async () => {
    await app.sidecar.jobs.schedule('expiry-5', { dueAt: new Date(Date.now() + 3_600_000), data: 'late' });
    await app.sidecar.jobs.schedule('expiry-5', { dueAt: new Date(), data: 'soon' });
    expect((await eventually(() => fired('expiry-5')[0])).data).toBe('soon');
  });

  test('a schedule fires again and again', async () => {
    await app.sidecar.jobs.schedule('expiry-6', { schedule: '@every 1s', data: {} });
    await eventually(() => fired('expiry-6').length >= 2);
    await app.sidecar.jobs.delete('expiry-6');
  });
});

describe('dynamic configuration', () => {
  test('is read by key, and without keys whole', async () => {
    const [own, alone] = [await testRedis(), await testRedis()];
    await own.command('SET', 'log.level', 'info||1');
    await own.command('SET', 'auth/log.level', 'debug');
    const reader = await startApp({
      appId: 'reader',
      keys: await testKeys(),
      components: redisComponents(alone, own),
    });
    const { configuration } = reader.sidecar;
    expect(await configuration.get(['log.level', 'absent'])).toEqual({ 'log.level': 'info' });
    expect(await configuration.get([])).toEqual({ 'log.level': 'info', 'auth/log.level': 'debug' });
    await reader.stop();
  });
});

test('a sidecar that is not there is told apart from one that is', async () => {
  expect(await app.sidecar.healthy()).toBe(true);
  const { createSidecar } = await import('../dapr/sidecar.ts');
  const { silentLog } = await import('../testing/fake-call.ts');
  const lost = createSidecar({ grpcPort: 1, httpPort: 1, log: silentLog });
  expect(await lost.healthy()).toBe(false);
  await expect(lost.waitUntilReady(150)).rejects.toThrow(/not ready within/);
  lost.close();
});
