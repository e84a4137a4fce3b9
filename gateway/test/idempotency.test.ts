import { type Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { asKey, asUser, type Harness, id, startHarness } from './harness.ts';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';

const workspace = {
  id: id('wsp'),
  name: 'Acme',
  plan: 'free',
  role: 'ROLE_ADMIN',
  createdAt: { seconds: 0, nanos: 0 },
  redirectUris: [],
};
const key = (name = 'order-17') => ({ 'Idempotency-Key': name });
const create = (harness: Harness, headers: Record<string, string>, body: unknown = { name: 'Acme' }) =>
  harness.send('POST', '/api/v1/workspaces', { headers: { ...asUser, ...headers }, body });

describe('an Idempotency-Key', () => {
  let harness: Harness;
  let effects: { call: Call; options: unknown }[];
  let answer: () => Promise<unknown>;

  beforeEach(async () => {
    effects = [];
    answer = async () => ({ workspace: { ...workspace, id: id('wsp', effects.length) } });
    const CreateWorkspace = (_request: never, call: Call, options?: object) => {
      effects.push({ call, options });
      return answer();
    };
    const CreateApiKey = async () => ({
      apiKey: {
        id: id('key'),
        name: 'k',
        prefix: 'nh_live_ab',
        scopes: [],
        rateLimitPerHour: 1,
        createdAt: null,
        expiresAt: null,
        lastUsedAt: null,
        revokedAt: null,
      },
      key: 'nh_live_topsecret',
    });
    const Login = async (_request: never, call: Call) => {
      effects.push({ call, options: undefined });
      throw new AppError('unauthenticated', 'AUTH.INVALID_CREDENTIALS', 'No.');
    };
    harness = await startHarness({ services: { auth: { CreateWorkspace, CreateApiKey, Login } } });
  });
  afterEach(() => harness.stop());

  it('runs a request once and answers repeats the same, byte for byte', async () => {
    const first = await create(harness, key());
    const second = await create(harness, key());
    expect([first.status, second.status, second.text === first.text]).toEqual([201, 201, true]);
    expect([first.headers.get('Idempotency-Replayed'), second.headers.get('Idempotency-Replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(effects).toHaveLength(1);
  });

  it('reaches the service, so that a lost answer is not a lost effect', async () => {
    await create(harness, key());
    expect(effects[0]!.options).toMatchObject({ idempotencyKey: effects[0]!.call.idempotencyKey });
    expect(effects[0]!.call.idempotencyKey).toMatch(/^idempotency:[\w-]{43}$/);
  });

  it('with another body is refused', async () => {
    await create(harness, key());
    const reply = await create(harness, key(), { name: 'Other' });
    expect([reply.status, reply.problem.code]).toEqual([422, 'REQUEST.IDEMPOTENCY_MISMATCH']);
    expect(effects).toHaveLength(1);
  });

  it('that is being worked on is refused for now', async () => {
    const goOn = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    answer = async () => {
      begun.resolve(undefined);
      await goOn.promise;
      return { workspace };
    };
    const first = create(harness, key());
    await begun.promise;
    const second = await create(harness, key());
    expect([second.status, second.problem.code, second.headers.get('Retry-After')]).toEqual([
      409,
      'REQUEST.IN_PROGRESS',
      '1',
    ]);
    goOn.resolve(undefined);
    expect((await first).status).toBe(201);
    expect(effects).toHaveLength(1);
  });

  it('lets one of 200 parallel requests run', async () => {
    const replies = await Promise.all(Array.from({ length: 200 }, () => create(harness, key())));
    expect(effects).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(
      new Set(replies.some(({ status }) => status === 409) ? [201, 409] : [201]),
    );
  });

  it("belongs to its caller, path and method: others' are other keys", async () => {
    await create(harness, key());
    await create(harness, { ...key(), 'Idempotency-Key': 'order-18' });
    expect(effects).toHaveLength(2);
    const path = `/api/v1/workspaces/${id('wsp')}/api-keys`;
    const byUser = await harness.send('POST', path, {
      headers: { ...asUser, ...key() },
      body: { name: 'k' },
    });
    const byKey = await harness.send('POST', path, { headers: { ...asKey, ...key() }, body: { name: 'k' } });
    expect([byUser.headers.has('Idempotency-Replayed'), byKey.headers.has('Idempotency-Replayed')]).toEqual([
      false,
      false,
    ]);
  });

  it('keeps failures that may have had an effect', async () => {
    answer = async () => {
      throw new AppError('upstreamTimeout', 'PROVIDER.TIMEOUT', 'Too slow.');
    };
    const [first, second] = [await create(harness, key()), await create(harness, key())];
    expect([first.status, second.status, second.text === first.text]).toEqual([504, 504, true]);
    expect(effects).toHaveLength(1);
  });

  it('forgets answers that say that nothing was done', async () => {
    answer = async () => {
      throw new AppError('unavailable', 'SERVICE.UNAVAILABLE', 'Down.');
    };
    expect((await create(harness, key())).status).toBe(503);
    answer = async () => ({ workspace });
    expect((await create(harness, key())).status).toBe(201);
  });

  it('is not used up by a request that was never run', async () => {
    expect((await create(harness, key(), { nonsense: 1 })).status).toBe(400);
    expect((await create(harness, key())).status).toBe(201);
  });

  it('keeps nothing readable, secrets least of all', async () => {
    const reply = await harness.send('POST', `/api/v1/workspaces/${id('wsp')}/api-keys`, {
      headers: { ...asUser, ...key() },
      body: { name: 'k' },
    });
    expect(reply.json.key).toBe('nh_live_topsecret');
    const kept = [...harness.state.entries].filter(([name]) => name.startsWith('idempotency:'));
    expect(kept).toHaveLength(1);
    const bytes = Buffer.from(
      (kept[0]![1].value as { sealed: string }).sealed.split('.')[1]!,
      'base64',
    ).toString('latin1');
    expect(JSON.stringify(kept) + bytes).not.toMatch(/topsecret|nh_live|order-17|rateLimit/);
  });

  it('does nothing on public routes and on routes that create nothing', async () => {
    const login = () =>
      harness.send('POST', '/api/v1/auth/login', {
        headers: key(),
        body: { email: 'a@b.example', password: 'x' },
      });
    await login();
    await login();
    expect(effects).toHaveLength(2);
    expect([...harness.state.entries.keys()].filter(name => name.startsWith('idempotency:'))).toEqual([]);
  });

  it.each(['with space', 'x'.repeat(256)])('of the wrong form is refused: %s', async name => {
    const reply = await create(harness, key(name));
    expect([reply.status, reply.problem.errors?.[0]?.path]).toEqual([400, 'Idempotency-Key']);
  });

  it('is not taken lightly: without a store nothing runs', async () => {
    harness.state.down = true;
    const reply = await create(harness, key());
    expect(reply.status).toBeGreaterThanOrEqual(500);
    expect(effects).toEqual([]);
  });

  it('ends with its time', async () => {
    const clock = { now: Date.now() };
    const state = createMemoryState(() => clock.now);
    let runs = 0;
    const short = await startHarness({
      state,
      services: {
        auth: { CreateWorkspace: async () => ({ workspace: { ...workspace, name: String(++runs) } }) },
      },
    });
    await create(short, key());
    clock.now += 86_401_000;
    await create(short, key());
    await short.stop();
    expect(runs).toBe(2);
  });
});
