import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newEvent } from '@neighbourhood/shared/events/cloud-event';
import { startApp, type TestApp, testKeys } from '@neighbourhood/shared/test/app';
import { policies } from '@neighbourhood/shared/test/resiliency/policies';
import { fileSecrets, redisComponents } from '@neighbourhood/shared/testing/components';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { startRedis } from '../../src/servers/redis.ts';
import type { Server } from '../../src/servers/server.ts';

// Redis behind statestore, pubsub and configstore goes and comes back; the one behind sharedstate stays.

let app: TestApp;
let redis: Server;
let start: () => Promise<Server>;

beforeAll(async () => {
  const directory = await mkdtemp(path.join(testServers().directory, 'resiliency-'));
  const port = await freePort();
  start = () => startRedis({ directory, port, log: path.join(directory, 'redis.log') });
  redis = await start();
  const secretsFile = path.join(directory, 'secrets.json');
  await writeFile(secretsFile, JSON.stringify({ 'auth-database': 'postgres://x' }));
  const named = (name: string) => (component: { metadata: { name: string } }) =>
    component.metadata.name === name;
  const goes = { host: '127.0.0.1', port, database: 0, command: async () => '' };
  app = await startApp({
    appId: 'auth',
    keys: await testKeys(),
    components: [
      ...redisComponents(goes, { ...goes, database: 1 }).filter(
        component => !named('sharedstate')(component),
      ),
      ...redisComponents(await testRedis()).filter(named('sharedstate')),
      fileSecrets(secretsFile),
      policies,
    ],
  });
});
afterAll(async () => {
  await app.stop();
  await redis.stop();
});

const event = () => newEvent({ type: 'consent.revoked', source: '/consent', workspaceId: 'wsp_1', data: {} });
const uses = {
  statestore: () => app.sidecar.state('statestore').get('some-key'),
  pubsub: () => app.sidecar.publish('consent.events', event()),
  configstore: () => app.sidecar.configuration.get(['log.level']),
} as const;
type Name = keyof typeof uses;

/** Everything that an error says of its causes. */
function told(error: unknown): string {
  return error instanceof Error ? `${error.message} ${told(error.cause)}` : '';
}

const failureOf = (name: Name) =>
  uses[name]().then(
    () => undefined,
    (error: unknown) => error,
  );
const change = (name: string, from: string, to: string) =>
  new RegExp(`-${name}.{1,2} changed state from ${from} to ${to}`);
const turned = (...what: Parameters<typeof change>) => expect.stringMatching(change(...what)) as string;

/** Uses it, as many callers do at once, until its breaker is open; gives the failures until then. */
async function untilOpen(name: Name): Promise<unknown[]> {
  const failures: unknown[] = [];
  await eventually(
    async () => {
      failures.push(...(await Promise.all(Array.from({ length: 25 }, () => failureOf(name)))));
      return told(failures.at(-1)).includes('circuit breaker is open');
    },
    { timeoutMs: 90_000, what: `the breaker of ${name} being open` },
  );
  return failures;
}

describe.each(Object.keys(uses) as Name[])('%s, when its server is stopped', name => {
  test('fails, is left alone then, works again when it is back; another store of the same app is not affected', async () => {
    const logged = app.daprd.output().length;
    const log = () => app.daprd.output().slice(logged);
    const other = app.sidecar.state('sharedstate');
    expect(await failureOf(name)).toBeUndefined();
    process.kill(redis.pid, 'SIGKILL');
    await redis.stop();

    const failures = await untilOpen(name);
    expect(log()).toEqual(turned(name, 'closed', 'open'));
    if (name === 'statestore')
      for (const failure of failures)
        expect(failure).toMatchObject({ code: 'STATE.UNAVAILABLE', httpStatus: 503, retryAfterSeconds: 1 });
    await other.set('kept', name, { ttlSeconds: 60 });
    expect((await other.get('kept'))?.value).toBe(name);

    redis = await start();
    await eventually(async () => (await failureOf(name)) === undefined, {
      timeoutMs: 90_000,
      what: `${name} working again`,
    });
    await eventually(() => change(name, 'half-open', 'closed').test(log()), {
      what: `the breaker of ${name} being closed, in the log`,
    });
    expect(log()).not.toEqual(turned('sharedstate', 'closed', 'open'));
  });
});

test('a store that hangs is given up before the app gives up its sidecar', async () => {
  process.kill(redis.pid, 'SIGSTOP');
  try {
    const failure = await failureOf('statestore');
    expect(failure).toMatchObject({ code: 'STATE.UNAVAILABLE' });
    // The sidecar's word, not that of a caller whose 5 s are over.
    expect(told(failure)).toMatch(/from state store statestore/);
  } finally {
    process.kill(redis.pid, 'SIGCONT');
  }
  await eventually(async () => (await failureOf('statestore')) === undefined, { timeoutMs: 60_000 });
});

test('races that are lost in rows shut the store to nobody', async () => {
  const store = app.sidecar.state('statestore');
  const logged = app.daprd.output().length;
  await store.set('raced', 0, { ttlSeconds: 60 });
  const race = async () => {
    const etag = (await store.get('raced'))?.etag ?? '';
    return store.set('raced', 1, { ttlSeconds: 60, etag });
  };
  for (let round = 0; round < 5; round += 1) {
    const won = await Promise.all(Array.from({ length: 40 }, race));
    expect(won.filter(Boolean).length).toBeLessThan(20);
  }
  const first = () => store.set('first', 1, { ttlSeconds: 60, firstWrite: true });
  expect((await Promise.all(Array.from({ length: 40 }, first))).filter(Boolean)).toHaveLength(1);
  expect((await store.get('raced'))?.value).toBe(1);
  expect(app.daprd.output().slice(logged)).not.toEqual(turned('statestore', 'closed', 'open'));
});

test('secrets that do not exist shut the store to nobody', async () => {
  const missing = Array.from({ length: 20 }, (_, i) => app.sidecar.secret(`provider-${i}`));
  for (const outcome of await Promise.allSettled(missing)) expect(outcome.status).toBe('rejected');
  expect(await app.sidecar.secret('auth-database')).toBe('postgres://x');
});
