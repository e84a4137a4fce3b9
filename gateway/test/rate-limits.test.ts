import { keyBucket } from '../src/middleware/limit-rates.ts';
import { asKey, asUser, type Harness, type HarnessOptions, id, startHarness } from './harness.ts';

const begun = {
  id: id('exe'),
  workflowId: id('wfl'),
  status: 'EXECUTION_STATE_PENDING',
  startedAt: { seconds: 1, nanos: 0 },
  connections: {},
};
const running: Harness[] = [];
const roomy = { capacity: 10_000, windowSeconds: 60 };
const tight = { capacity: 3, windowSeconds: 3600 };

async function start(limits: object, options: HarnessOptions = {}): Promise<Harness> {
  const all = { address: roomy, user: roomy, workspace: roomy, executions: roomy, apiKeyBurst: 1, ...limits };
  const ListConsents = async () => ({ consents: [], nextPageToken: '' });
  const ExecuteWorkflow = async () => ({ execution: begun, ended: false });
  const harness = await startHarness({
    settings: { limits: all },
    services: { consent: { ListConsents }, workflow: { ExecuteWorkflow } },
    ...options,
  });
  running.push(harness);
  return harness;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map(harness => harness.stop()));
});

const list = (harness: Harness, headers: Record<string, string>) =>
  harness.send('GET', '/api/v1/consents', { headers });
async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push((await ask()).status);
  return all;
}

describe('rate limits', () => {
  it('hold per user, and say so in headers', async () => {
    const harness = await start({ user: tight });
    const first = await list(harness, asUser);
    expect(first.headers.get('RateLimit-Policy')).toBe('"user";q=3;w=3600, "workspace";q=10000;w=60');
    expect(first.headers.get('RateLimit')).toMatch(/^"user";r=2;t=\d+, "workspace";r=9999;t=1$/);
    expect(await statuses(3, () => list(harness, asUser))).toEqual([200, 200, 429]);
    const refused = await list(harness, asUser);
    expect(refused.problem.code).toBe('REQUEST.RATE_LIMITED');
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(1000);
    expect(refused.headers.get('RateLimit')).toMatch(/"user";r=0;t=/);
  });

  it('hold per workspace over all its callers', async () => {
    const harness = await start({ workspace: tight });
    expect(await statuses(2, () => list(harness, asUser))).toEqual([200, 200]);
    expect(await statuses(2, () => list(harness, asKey))).toEqual([200, 429]);
  });

  it("hold per API key, by the key's own figure", async () => {
    const harness = await start({}, { key: { rateLimitPerHour: 2 } });
    expect(await statuses(3, () => list(harness, asKey))).toEqual([200, 200, 429]);
    expect((await list(harness, asUser)).status).toBe(200);
  });

  it('hold per address for public routes and for credentials that are refused, not for good ones', async () => {
    const harness = await start({ address: tight });
    const guess = () => list(harness, { ...asUser, Authorization: 'Bearer guess' });
    expect(await statuses(5, () => list(harness, asUser))).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(5, guess)).toEqual([401, 401, 401, 429, 429]);
    const login = await harness.send('POST', '/api/v1/auth/login', {
      body: { email: 'a@b.example', password: 'x' },
    });
    expect(login.status).toBe(429);
    expect((await harness.send('GET', '/health/live')).status).toBe(200);
  });

  it('hold per workspace for executions that begin, and for nothing else; a repeated key begins none', async () => {
    const harness = await start({ executions: tight });
    const path = `/api/v1/workflows/${id('wfl')}/executions`;
    const begin = (key?: string) =>
      harness.send('POST', path, {
        headers: { ...asUser, ...(key === undefined ? {} : { 'Idempotency-Key': key }) },
        body: {},
      });
    const first = await begin('one');
    expect(first.headers.get('RateLimit')).toMatch(/"workspace";r=9999;t=1, "executions";r=2;t=\d+$/);
    expect(await statuses(3, () => begin('one'))).toEqual([202, 202, 202]);
    expect(await statuses(3, () => begin())).toEqual([202, 202, 429]);
    const refused = await begin('two');
    expect(refused.problem.code).toBe('EXECUTION.RATE_LIMITED');
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(1000);
    expect((await begin('two')).status).toBe(429);
    expect((await list(harness, asUser)).status).toBe(200);
  });

  it('go on by themselves while the store is down', async () => {
    const harness = await start({ user: tight });
    harness.state.down = true;
    expect(await statuses(4, () => list(harness, asUser))).toEqual([200, 200, 200, 429]);
    expect(
      harness.logs.some(({ level, message }) => level === 'warn' && String(message).includes('rate limits')),
    ).toBe(true);
  });

  it('spread the hour of a key, of which a part may come at once', () => {
    expect(keyBucket(1000, 0.25)).toEqual({ capacity: 250, windowSeconds: 900 });
    expect(keyBucket(1, 0.25)).toEqual({ capacity: 1, windowSeconds: 3600 });
    expect(keyBucket(undefined, 0.5)).toEqual({ capacity: 500, windowSeconds: 1800 });
  });
});
