import { randomBytes } from 'node:crypto';
import { components } from '@neighbourhood/shared/dapr/components';
import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { redisComponents } from '@neighbourhood/shared/testing/components';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testRedis, type TestRedis } from '@neighbourhood/shared/testing/redis';
import { createAnswerVault } from '../src/infrastructure/answer-vault.ts';
import {
  asKey,
  asUser,
  type Harness,
  type HarnessOptions,
  id,
  startHarness,
  type TestReply,
} from './harness.ts';

const workspace = {
  id: id('wsp'),
  name: 'Acme',
  plan: 'free',
  role: 'ROLE_ADMIN',
  createdAt: null,
  redirectUris: [],
};
const roomy = { capacity: 100_000, windowSeconds: 60 };

/** Two gateways, each next to its own real sidecar, on one Redis. */
describe('two replicas of the gateway', () => {
  let redis: TestRedis;
  let daprds: Daprd[];
  let sidecars: Sidecar[];
  let replicas: Harness[] = [];

  beforeAll(async () => {
    redis = await testRedis();
    const options = { appId: 'gateway', components: redisComponents(redis) };
    daprds = await Promise.all([startDaprd(options), startDaprd(options)]);
    sidecars = daprds.map(({ grpcPort, httpPort }) => createSidecar({ grpcPort, httpPort, log: silentLog }));
  });
  afterEach(async () => {
    await Promise.all(replicas.splice(0).map(replica => replica.stop()));
  });
  afterAll(async () => {
    for (const sidecar of sidecars) sidecar.close();
    await Promise.all(daprds.map(daprd => daprd.stop()));
  });

  async function start(options: HarnessOptions): Promise<void> {
    const vault = createAnswerVault({ current: 'k', keys: { k: randomBytes(32).toString('base64') } });
    const each = sidecars.map(sidecar =>
      startHarness({ ...options, vault, state: sidecar.state(components.state) }),
    );
    replicas = await Promise.all(each);
  }

  const spread = (times: number, ask: (replica: Harness) => Promise<TestReply>) =>
    Promise.all(Array.from({ length: times }, (_, i) => ask(replicas[i % 2]!)));
  const count = (replies: readonly TestReply[], status: number) =>
    replies.filter(reply => reply.status === status).length;

  it('admit together what one user and one API key may do, no more', async () => {
    const user = { capacity: 40, windowSeconds: 40_000 };
    await start({
      services: { consent: { ListConsents: async () => ({ consents: [], nextPageToken: '' }) } },
      settings: { limits: { address: roomy, workspace: roomy, executions: roomy, user, apiKeyBurst: 1 } },
      key: { rateLimitPerHour: 30 },
    });
    for (const [headers, limit] of [
      [asUser, 40],
      [asKey, 30],
    ] as const) {
      const replies = await spread(120, replica => replica.send('GET', '/api/v1/consents', { headers }));
      expect(count(replies, 200)).toBeLessThanOrEqual(limit + 1);
      expect(count(replies, 200)).toBeGreaterThan(limit * 0.75);
      expect(count(replies, 200) + count(replies, 429)).toBe(120);
    }
    expect(await redis.command('KEYS', 'gateway||limit:*')).toContain(`gateway||limit:user:${id('usr')}`);
  });

  it('run a request with an Idempotency-Key once, whichever of them is asked', async () => {
    let effects = 0;
    const goOn = Promise.withResolvers<undefined>();
    const CreateWorkspace = async () => {
      effects += 1;
      await goOn.promise;
      return { workspace };
    };
    await start({ services: { auth: { CreateWorkspace } } });
    const headers = { ...asUser, 'Idempotency-Key': 'one-effect' };
    let answered = 0;
    const create = async (replica: Harness) => {
      const reply = await replica.send('POST', '/api/v1/workspaces', { headers, body: { name: 'Acme' } });
      answered += 1;
      return reply;
    };
    const all = spread(60, create);
    await eventually(() => answered === 59, { what: '59 refusals while the first request runs' });
    goOn.resolve(undefined);
    const replies = await all;
    expect([effects, count(replies, 201), count(replies, 409)]).toEqual([1, 1, 59]);

    const first = replies.find(reply => reply.status === 201)!;
    const repeats = await spread(10, create);
    expect(
      repeats.map(reply => [reply.status, reply.text, reply.headers.get('Idempotency-Replayed')]),
    ).toEqual(Array.from({ length: 10 }, () => [201, first.text, 'true']));
    expect(effects).toBe(1);
  });

  it('keep answers in the store encrypted, with an end', async () => {
    const CreateWorkspace = async () => ({ workspace: { ...workspace, name: 'Confidential Inc' } });
    await start({ services: { auth: { CreateWorkspace } } });
    const headers = { ...asUser, 'Idempotency-Key': 'my-own-key' };
    await replicas[0]!.send('POST', '/api/v1/workspaces', { headers, body: { name: 'Confidential Inc' } });
    const keys =
      (await redis.command('KEYS', 'gateway||idempotency:*')).match(/gateway\|\|idempotency:[\w-]+/g) ?? [];
    const kept = await Promise.all(
      keys.map(async key => (await redis.command('HGETALL', key)) + (await redis.command('TTL', key))),
    );
    expect(keys.length).toBeGreaterThan(0);
    expect(kept.join()).not.toMatch(/Confidential|my-own-key/);
    expect(kept.every(text => Number(/:(\d+)/.exec(text.slice(text.lastIndexOf(':')))?.[1]) > 0)).toBe(true);
  });
});
