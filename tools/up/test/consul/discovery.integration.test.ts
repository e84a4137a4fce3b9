import { randomUUID } from 'node:crypto';
import { type TestApp, startApp, testKeys, type TestKeys } from '../../../../shared/test/app.ts';
import { type AppError } from '@neighbourhood/shared/errors/app-error';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { type TestConsul, startTestConsul } from './test-consul.ts';

/** Names by a real Consul agent, with the committed configuration: who is found, and who not. */
describe('sidecars that find each other by Consul', () => {
  let consul: TestConsul;
  let keys: TestKeys;
  let caller: TestApp;
  const replicas: TestApp[] = [];
  const able = new Map<string, boolean>();
  const stops: (() => Promise<void>)[] = [];

  async function start(appId: string, name = appId): Promise<TestApp> {
    able.set(name, true);
    const app = await startApp({
      appId,
      keys,
      overlays: [consul.overlay],
      appHealthCheck: true,
      ready: async () => able.get(name) === true,
      drainMs: 100,
      handlers: { ValidateConsent: async () => ({ valid: true, consentId: name }) },
    });
    stops.push(() => app.stop());
    return app;
  }

  /** Which replica answers. */
  async function ask(): Promise<string> {
    const call = fakeCall({ permissions: ['consent:read'] });
    const token = await keys.gateway.sign(call.identity);
    const client = caller.clientOf('callee');
    const answer = await client.ValidateConsent({ endUserId: 'u', provider: 'p' }, { ...call, token });
    return answer.consentId;
  }

  /** Asks until forty answers in a row came from those alone, and prints when the first of the forty came. */
  async function answeredBy(names: readonly string[], what: string): Promise<void> {
    const from = performance.now();
    let complete = from;
    let inRow = new Set<string>();
    let count = 0;
    await eventually(
      async () => {
        const name = await ask().catch(() => 'nobody');
        const fits = names.includes(name);
        if (!fits || inRow.size < names.length) complete = performance.now();
        inRow = fits ? inRow.add(name) : new Set();
        count = fits ? count + 1 : 0;
        return count >= 40 && inRow.size === names.length;
      },
      { timeoutMs: 30_000, intervalMs: 5, what },
    );
    process.stdout.write(`Consul: ${what} after ${((complete - from) / 1000).toFixed(2)} s\n`);
  }

  async function statusOf(app: string): Promise<string[]> {
    const { body } = await consul.ask('GET', `health/service/${app}`);
    const instances = JSON.parse(body) as { Checks: { Name: string; Status: string }[] }[];
    return instances
      .map(({ Checks }) => (Checks.every(({ Status }) => Status === 'passing') ? 'healthy' : 'unhealthy'))
      .toSorted();
  }

  beforeAll(async () => {
    [consul, keys] = [await startTestConsul(['caller', 'callee']), await testKeys()];
    [caller] = await Promise.all([
      start('caller'),
      ...['one', 'two'].map(name => start('callee', name)),
    ]).then(([first, ...others]) => {
      replicas.push(...others);
      return [first] as const;
    });
  });
  afterAll(async () => {
    await Promise.all(stops.map(stop => stop()));
    await consul.stop();
  });

  test('each is in the registry with its checks, and calls go to both replicas', async () => {
    await answeredBy(['one', 'two'], 'both replicas are found');
    expect(await statusOf('callee')).toEqual(['healthy', 'healthy']);
    const { body } = await consul.ask('GET', 'health/checks/callee');
    const checks = JSON.parse(body) as { Name: string; ServiceName: string }[];
    expect(checks.map(({ Name }) => Name).toSorted()).toEqual(['app', 'app', 'sidecar', 'sidecar']);
  });

  test('a replica that says it cannot work is no longer found, and found again when it can', async () => {
    able.set('one', false);
    await answeredBy(['two'], 'a replica that is not ready is left out');
    expect(await statusOf('callee')).toEqual(['healthy', 'unhealthy']);
    able.set('one', true);
    await answeredBy(['one', 'two'], 'a replica that is ready again is found');
  });

  test('nobody finds out anything, or registers, without a token', async () => {
    const { consulApi } = await import('../../src/servers/consul-api.ts');
    const anonymous = consulApi(consul.url);
    expect(JSON.parse((await anonymous('GET', 'catalog/services')).body)).toEqual({});
    const register = { Name: 'callee', Address: '127.0.0.1', Port: 1 };
    expect((await anonymous('PUT', 'agent/service/register', register)).status).toBe(403);
    // A sidecar's token registers its own app, and no other.
    const callers = consulApi(consul.url, consul.tokens.sidecars.get('caller'));
    expect((await callers('PUT', 'agent/service/register', register)).status).toBe(403);
    expect((await callers('GET', 'kv/neighbourhood/?recurse')).status).toBe(403);
  });

  test('without Consul nobody is found; what is registered outlives its restart', async () => {
    await consul.stop();
    const unavailable = (error: unknown) => (error as AppError).kind;
    await eventually(async () => (await ask().catch(unavailable)) === 'unavailable');
    await consul.start();
    await answeredBy(['one', 'two'], 'after a restart of Consul both are found');
  });

  test('an app that is gone gets no calls: the other replica answers all of them', async () => {
    const [one] = replicas;
    await one!.server.drain();
    await answeredBy(['two'], 'an app that is gone is left out');
    expect(await statusOf('callee')).toEqual(['healthy', 'unhealthy']);
  });

  test('nor does one whose sidecar was killed', async () => {
    const three = await start('callee', 'three');
    await answeredBy(['two', 'three'], 'a new replica is found');
    await three.daprd.stop('SIGKILL');
    await answeredBy(['two'], 'a replica whose sidecar was killed is left out');
  });

  test('a sidecar that is told to stop leaves the registry', async () => {
    const four = await start('callee', 'four');
    await answeredBy(['two', 'four'], 'another new replica is found');
    const before = (await statusOf('callee')).length;
    await four.daprd.stop();
    await eventually(async () => (await statusOf('callee')).length === before - 1);
  });
});

describe('a sidecar that Consul does not take', () => {
  test('says why: the token is unknown or of another app, or Consul is not there', async () => {
    const consul = await startTestConsul(['known']);
    const keys = await testKeys();
    const app = await startApp({ appId: 'known', keys, overlays: [consul.overlay] });
    await consul.giveToken('stranger', randomUUID());
    const stranger = await startApp({ appId: 'stranger', keys, overlays: [consul.overlay] });
    await consul.giveToken('other', consul.tokens.sidecars.get('known') ?? '');
    const other = await startApp({ appId: 'other', keys, overlays: [consul.overlay] });
    await consul.stop();
    const late = await startApp({ appId: 'known', keys, overlays: [consul.overlay] });
    expect(app.daprd.output()).toContain('registered on consul agent');
    const refused = 'failed to register consul service: Unexpected response code: 403';
    expect(stranger.daprd.output()).toContain(`${refused} (ACL not found)`);
    expect(other.daprd.output()).toContain(`${refused} (Permission denied`);
    expect(late.daprd.output()).toMatch(/failed to register consul service: .*connection refused/);
    await Promise.all([app, stranger, other, late].map(one => one.stop()));
  });
});
