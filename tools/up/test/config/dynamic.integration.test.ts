import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { grantsOf } from '../../src/platform/consul-access.ts';
import { ensureSecrets, secretsFile, setSecrets } from '../../src/platform/secrets.ts';
import { ensureGrants } from '../../src/servers/consul-acl.ts';
import { type Replica, type ReplicaOptions, startReplica } from './replica.ts';
import { startConsulStore, startRedisStore, type TestStore } from './stores.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Two gateways as processes, each next to a real sidecar, and a real store that is written to as they run. */
describe.each([
  ['Redis, through the sidecars', startRedisStore],
  ['Consul, asked directly', startConsulStore],
])('dynamic configuration in %s', (name, startStore) => {
  let store: TestStore;
  let options: ReplicaOptions;
  let replicas: Replica[] = [];

  beforeAll(async () => {
    store = await startStore();
    const state = path.join(testServers().directory, `dynamic-${randomUUID()}`);
    ensureSecrets(state);
    if (store.consul) setSecrets(state, { 'consul-config-token': store.consul.tokens.config });
    const redis = await testRedis();
    options = {
      redis,
      configuration: store.configuration(redis),
      secrets: secretsFile(state),
      env: { NH_LOG__LEVEL: 'error', ...store.env },
    };
    replicas = await Promise.all([startReplica(options), startReplica(options)]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map(replica => replica.stop()));
    await store.stop();
  });

  /** Waits until it holds in every replica, and prints how long after now that was. */
  async function everywhere(what: string, holds: (replica: Replica) => Promise<boolean> | boolean) {
    const from = performance.now();
    await Promise.all(replicas.map(replica => eventually(() => holds(replica), { timeoutMs: 30_000, what })));
    const seconds = ((performance.now() - from) / 1000).toFixed(2);
    process.stdout.write(`${name}: ${what}: in both replicas after ${seconds} s\n`);
  }

  /** The capacity of the limit per address, as answers tell it. */
  async function capacity({ url }: Replica): Promise<number> {
    const { headers } = await fetch(`${url}/api/v1/consents`);
    return Number(/"address";q=(\d+)/.exec(headers.get('RateLimit-Policy') ?? '')?.[1]);
  }
  const limitIs = (wanted: number) => async (replica: Replica) => (await capacity(replica)) === wanted;

  async function signUpIsOff({ url }: Replica): Promise<boolean> {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${url}/api/v1/auth/register`, { method: 'POST', headers, body: '{}' });
    return ((await reply.json()) as { code: string }).code === 'FEATURE.DISABLED';
  }

  test('a log level for all apps', async () => {
    await store.keys.set('log.level', 'info');
    await everywhere('log.level', async replica => {
      const id = `req-${randomUUID()}`;
      await fetch(`${replica.url}/api/v1/consents`, { headers: { 'X-Request-Id': id } });
      return eventually(() => replica.output().includes(id), { timeoutMs: 200 }).catch(() => false);
    });
  });

  test('a rate limit of the gateway', async () => {
    expect(await Promise.all(replicas.map(capacity))).toEqual([300, 300]);
    await store.keys.set('gateway/limits.address.capacity', '70');
    await everywhere('a rate limit', limitIs(70));
  });

  test('a feature flag, off and on again', async () => {
    await store.keys.set('gateway/features.sign_up', 'false');
    await everywhere('a feature switched off', signUpIsOff);
    await store.keys.unset('gateway/features.sign_up');
    await everywhere('a feature on again, its key deleted', async replica => !(await signUpIsOff(replica)));
  });

  test.each([
    ['gateway/limits.address.window', 'many', 'limits.address.window: must be a duration'],
    ['gateway/limits.adress.capacity', '5', 'the configuration of gateway has no limits.adress.capacity'],
    ['gateway/server.port', '5', 'server.port cannot change while the app runs'],
  ])('%s=%s is refused and told, and the old value stays', async (key, value, reason) => {
    await store.keys.set(key, value);
    const said = `${key} of the dynamic configuration has no effect: ${reason}`;
    await everywhere('a refusal', replica => replica.output().includes(said));
    expect(await Promise.all(replicas.map(capacity))).toEqual([70, 70]);
    await store.keys.unset(key);
  });

  test('a key that is deleted gives way to the file', async () => {
    await store.keys.set('gateway/limits.address.capacity', '80');
    await everywhere('a rate limit', limitIs(80));
    await store.keys.unset('gateway/limits.address.capacity');
    await everywhere("the file's rate limit", limitIs(300));
  });

  test('while the store is away all holds, and after its restart changes take effect again', async () => {
    await store.keys.set('gateway/limits.address.capacity', '90');
    await everywhere('a rate limit', limitIs(90));
    await store.stop();
    const said = 'the dynamic configuration cannot be read; what was known holds';
    await everywhere('a store that is gone', replica => replica.output().includes(said));
    expect(await Promise.all(replicas.map(capacity))).toEqual([90, 90]);
    await store.start();
    await store.keys.set('gateway/limits.address.capacity', '100');
    await everywhere('a rate limit, after a restart of the store', limitIs(100));
  });

  test('and after new sidecars', async () => {
    await Promise.all(replicas.map(replica => replica.restartSidecar()));
    await store.keys.set('gateway/limits.address.capacity', '110');
    await everywhere('a rate limit, with new sidecars', limitIs(110));
  });

  // Redis is asked by the sidecars, with a password that they got at their start.
  const onlyConsul = startStore === startConsulStore ? test : () => undefined;
  onlyConsul('a token that Consul no longer takes is told; one that it takes again is enough', async () => {
    const consul = store.consul!;
    const [reader] = grantsOf(consul.tokens).filter(({ name: grant }) => grant === 'config-reader');
    const { body } = await consul.ask('GET', 'acl/tokens');
    const tokens = JSON.parse(body) as { AccessorID: string; Description: string }[];
    const { AccessorID = '' } = tokens.find(({ Description }) => Description === 'config-reader') ?? {};
    await consul.ask('DELETE', `acl/token/${AccessorID}`);
    // The question that waits was allowed still; the next one is not.
    await store.keys.set('gateway/limits.address.capacity', '120');
    await everywhere('a refused token', replica =>
      /refuses the ACL token, or what it may read: ACL not found/.test(replica.output()),
    );
    await store.keys.set('gateway/limits.address.capacity', '125');
    await ensureGrants(consul.ask, [reader!]);
    await everywhere('a rate limit, with the token back', limitIs(125));
  });

  onlyConsul('a gateway that starts without Consul says so, and follows it once it is there', async () => {
    await store.stop();
    const late = await startReplica(options);
    expect(late.output()).toMatch(
      /"reason":"Consul at \S+ does not answer: .*","message":"the dynamic configuration cannot be read/,
    );
    expect(await capacity(late)).toBe(300);
    await store.start();
    await eventually(async () => (await capacity(late)) === 125);
    await late.stop();
  });

  test('the command writes what apps take, refuses what they do not, and tells what is set', async () => {
    const { store: address, env } = store.command;
    const config = async (...args: string[]) => {
      const all = ['tools/up/src/config/main.ts', `--store=${address}`, ...args];
      const options = { cwd: root, env: { PATH: process.env['PATH'], ...env } };
      return promisify(execFile)(process.execPath, all, options).then(
        ({ stdout }) => stdout,
        (error: unknown) => (error as { stderr: string }).stderr,
      );
    };
    expect(await config('--set=gateway/limits.address.capacity=130')).toMatch(/^gateway\/.*=130 is set in /);
    await everywhere('a rate limit, by the command', limitIs(130));
    expect(await config('--set=gateway/limits.address.capacity=none')).toMatch(
      /is not written: limits\.address\.capacity: /,
    );
    expect(await config()).toMatch(
      /2 set\n {2}gateway\/limits\.address\.capacity=130\n {2}log\.level=info\n/,
    );
    expect(await config('--unset=gateway/limits.address.capacity')).toMatch(/is no longer set in /);
    await everywhere("the file's rate limit", limitIs(300));
  });
});
