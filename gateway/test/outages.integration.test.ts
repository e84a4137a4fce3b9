import { type Call } from '@neighbourhood/shared/call/call';
import { components } from '@neighbourhood/shared/dapr/components';
import { startApp, type TestApp, type TestKeys, testKeys } from '@neighbourhood/shared/test/app';
import { policies } from '@neighbourhood/shared/test/resiliency/policies';
import { redisComponents } from '@neighbourhood/shared/testing/components';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { startTcpProxy, type TcpProxy } from '@neighbourhood/shared/testing/tcp-proxy';
import { asUser, type Harness, startHarness } from './harness.ts';

const noConsents = { consents: [], nextPageToken: '' };

/** The REST API before real sidecars, with the policies of the platform; what lies behind goes and comes back. */
describe('the REST API, when something behind it does not answer', () => {
  let keys: TestKeys;
  let gateway: TestApp;
  let services: TestApp[];
  let harness: Harness;
  /** Between the consent app and its sidecar, and between the gateway's sidecar and Redis. */
  let wayToConsent: TcpProxy;
  let wayToRedis: TcpProxy;

  beforeAll(async () => {
    keys = await testKeys();
    const redis = await testRedis();
    wayToRedis = await startTcpProxy(await freePort(), redis.port);
    const ListConsents = async () => noConsents;
    services = await Promise.all([
      startApp({
        appId: 'consent',
        keys,
        handlers: { ListConsents },
        between: { toApp: async port => (wayToConsent = await startTcpProxy(await freePort(), port)).port },
      }),
      // Stands in for any other service.
      startApp({ appId: 'auth', keys, handlers: { ListConsents } }),
    ]);
    gateway = await startApp({
      appId: 'gateway',
      keys,
      components: [...redisComponents({ ...redis, port: wayToRedis.port }), policies],
    });
    const through = (app: string) => {
      const client = gateway.clientOf(app);
      return async (_request: unknown, call: Call) =>
        client.ListConsents({}, { ...call, token: await keys.gateway.sign(fakeCall().identity) });
    };
    const [list, other] = [through('consent'), through('auth')];
    harness = await startHarness({
      logLevel: 'silent',
      state: gateway.sidecar.state(components.state),
      services: {
        consent: { ListConsents: list },
        auth: {
          ListWorkspaces: async (request: never, call) => {
            await other(request, call);
            return { workspaces: [], nextPageToken: '' };
          },
          CreateWorkspace: async () => ({
            workspace: { id: asUser['X-Workspace-Id'], name: 'Acme', plan: 'free', role: 'ROLE_ADMIN' },
          }),
        },
      },
    });
  });
  afterAll(async () => {
    await harness.stop();
    await Promise.all([gateway, ...services].map(app => app.stop()));
    await Promise.all([wayToConsent, wayToRedis].map(way => way.close()));
  });

  const get = (path: string) => harness.send('GET', `/api/v1${path}`, { headers: asUser });
  const create = (more: Record<string, string> = {}) =>
    harness.send('POST', '/api/v1/workspaces', { headers: { ...asUser, ...more }, body: { name: 'Acme' } });

  it('says of a service that is gone 503 and when to try again, serves the others, and finds it again', async () => {
    expect((await get('/consents')).status).toBe(200);
    await wayToConsent.close();
    for (let i = 0; i < 10; i += 1) {
      const reply = await get('/consents');
      expect(reply.problem).toMatchObject({
        status: 503,
        code: 'SERVICE.UNAVAILABLE',
        title: 'Service Unavailable',
      });
      expect([reply.headers.get('Content-Type'), reply.headers.get('Retry-After')]).toEqual([
        'application/problem+json',
        '1',
      ]);
      expect((await get('/workspaces')).status).toBe(200);
    }
    await wayToConsent.open();
    await eventually(async () => (await get('/consents')).status === 200, {
      what: 'consents being served again',
    });
  });

  it('refuses what must be remembered while the state store is gone, and only that', async () => {
    expect((await create({ 'Idempotency-Key': 'before' })).status).toBe(201);
    await wayToRedis.close();
    const replies = await Promise.all(
      Array.from({ length: 25 }, (_, i) => create({ 'Idempotency-Key': `gone-${i}` })),
    );
    for (const reply of replies) {
      expect(reply.problem).toMatchObject({ status: 503, code: 'STATE.UNAVAILABLE' });
      expect(reply.headers.get('Retry-After')).toBe('1');
    }
    expect((await create()).status).toBe(201);
    expect((await get('/workspaces')).status).toBe(200);
    await wayToRedis.open();
    await eventually(async () => (await create({ 'Idempotency-Key': 'after' })).status === 201, {
      what: 'keys being remembered again',
      timeoutMs: 60_000,
    });
  });
});
