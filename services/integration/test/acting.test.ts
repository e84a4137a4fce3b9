import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { act, callIn, connect, createTestApp, newWorkspace } from './harness.ts';

let sandbox: Sandbox;
let made: Awaited<ReturnType<typeof createTestApp>>;
let workspaceId: string;
let call: Call;
let connectionId: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  made = await createTestApp(sandbox);
  workspaceId = newWorkspace();
  call = callIn(workspaceId);
  connectionId = (await connect(made.app, call)).id;
});
afterEach(async () => {
  await made.close();
  await sandbox.stop();
});

const note = { title: 'Milk', body: 'two litres' };
const requests = (path: string) => sandbox.stats().api[path] ?? 0;

describe('running an action', () => {
  test('does it at the provider and tells what came of it', async () => {
    const { app, events, consents } = made;
    const done = await app.executeAction(act(connectionId, 'create-note', note), call);
    expect(done).toMatchObject({ output: note, attempts: 1, connectionId });
    expect(Date.now() - done.executedAt.getTime()).toBeLessThan(5_000);
    expect(done.durationMs).toBeGreaterThanOrEqual(0);

    const list = await app.executeAction(act(connectionId, 'list-notes'), call);
    expect(list.output).toEqual({ notes: [done.output] });
    expect((await app.getConnection({ connectionId }, call)).lastUsedAt).toEqual(list.executedAt);
    expect(consents.asked[0]).toEqual({
      endUserId: 'ann',
      provider: 'sandbox',
      scopes: ['notes:write'],
      purpose: '',
    });
    expect(events.slice(1)).toMatchObject([
      { type: 'action.executed', data: { action: 'create-note', attempts: 1, executionId: '' } },
      { type: 'action.executed', data: { action: 'list-notes' } },
    ]);
  });

  test('finds the end user’s only connection when none is named', async () => {
    const { app } = made;
    const request = act('', 'create-note', note, { endUserId: 'ann', provider: 'sandbox' });
    expect((await app.executeAction(request, call)).connectionId).toBe(connectionId);
    const nobody = { ...request, endUserId: 'bob' };
    await expect(app.executeAction(nobody, call)).rejects.toMatchObject({ code: 'CONNECTION.NOT_FOUND' });
    const nothing = { ...request, endUserId: '' };
    await expect(app.executeAction(nothing, call)).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  });

  test('tells the run that called it', async () => {
    const run = callIn(workspaceId, {
      kind: 'execution',
      issuer: 'workflow',
      subject: 'exe_1',
      endUserId: 'ann',
    });
    await made.app.executeAction(act(connectionId, 'list-notes'), run);
    expect(made.events.at(-1)).toMatchObject({ data: { executionId: 'exe_1' } });
    const other = callIn(workspaceId, { kind: 'execution', subject: 'exe_2', endUserId: 'bob' });
    await expect(made.app.executeAction(act(connectionId, 'list-notes'), other)).rejects.toMatchObject({
      code: 'CONNECTION.NOT_FOUND',
    });
  });

  test.each([
    ['an unknown action', 'delete-everything', {}, 'ACTION.UNKNOWN', 'notFound', []],
    [
      'a missing field',
      'create-note',
      { title: 'x' },
      'ACTION.INVALID_INPUT',
      'invalidArgument',
      ['input.body'],
    ],
    [
      'an unknown field',
      'create-note',
      { ...note, x: 1 },
      'ACTION.INVALID_INPUT',
      'invalidArgument',
      ['input.x'],
    ],
    [
      'a wrong type',
      'create-note',
      { ...note, title: 1 },
      'ACTION.INVALID_INPUT',
      'invalidArgument',
      ['input.title'],
    ],
    ['no object', 'create-note', 'text', 'ACTION.INVALID_INPUT', 'invalidArgument', ['input']],
  ])('refuses %s without asking the provider', async (_name, action, input, code, kind, paths) => {
    await expect(made.app.executeAction(act(connectionId, action, input), call)).rejects.toMatchObject({
      code,
      kind,
      fields: paths.map(path => ({ path })),
    });
    expect(sandbox.stats().api).toEqual({});
    expect(made.consents.asked).toEqual([]);
  });

  test('refuses an unknown version and takes the right one', async () => {
    const request = act(connectionId, 'list-notes');
    await expect(made.app.executeAction({ ...request, version: '9.9.9' }, call)).rejects.toMatchObject({
      code: 'ACTION.UNKNOWN',
    });
    await expect(made.app.executeAction({ ...request, version: '1.0.0' }, call)).resolves.toMatchObject({
      output: { notes: [] },
    });
  });

  test('stops at once when consent is withdrawn, and says why', async () => {
    const { app, consents, events } = made;
    await app.executeAction(act(connectionId, 'create-note', note), call);
    consents.refusal = 'revoked';
    await expect(app.executeAction(act(connectionId, 'create-note', note), call)).rejects.toMatchObject({
      kind: 'permissionDenied',
      code: 'CONSENT.REQUIRED',
      metadata: { reason: 'revoked', provider: 'sandbox' },
    });
    expect(requests('POST /api/notes')).toBe(1);
    expect(events.map(({ type }) => type)).toEqual(['connection.created', 'action.executed']);
  });

  test('allows nothing while consent cannot be asked', async () => {
    const unavailable = new Error('consent is down');
    const failing = await createTestApp(sandbox, {
      consents: { refusal: () => Promise.reject(unavailable) },
    });
    const { id } = await connect(failing.app, call);
    await expect(failing.app.executeAction(act(id, 'create-note', note), call)).rejects.toBe(unavailable);
    expect(sandbox.stats().api).toEqual({});
    await failing.close();
  });

  test('refuses an action whose scope the connection was not granted', async () => {
    const { app } = made;
    await connect(app, call, { scopes: ['openid', 'notes:read'] });
    await expect(app.executeAction(act(connectionId, 'create-note', note), call)).rejects.toMatchObject({
      code: 'CONNECTION.SCOPE_MISSING',
      metadata: { scopes: 'notes:write' },
    });
  });

  test('needs the permission', async () => {
    const reader = callIn(workspaceId, { permissions: ['integration:read'] });
    await expect(made.app.executeAction(act(connectionId, 'list-notes'), reader)).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
  });
});

describe('an idempotency key', () => {
  const keyed = (key: string, input: unknown = note) =>
    act(connectionId, 'create-note', input, { idempotencyKey: key });

  test('makes repeating an action do it once and answer the same', async () => {
    const { app, events } = made;
    const first = await app.executeAction(keyed('k'), call);
    const again = await app.executeAction(keyed('k'), call);
    expect(again).toEqual(first);
    expect(requests('POST /api/notes')).toBe(1);
    expect(events).toHaveLength(2);
    await app.executeAction(keyed('other'), call);
    expect(requests('POST /api/notes')).toBe(2);
  });

  test('is refused for another input', async () => {
    await made.app.executeAction(keyed('k'), call);
    await expect(made.app.executeAction(keyed('k', { ...note, title: 'Bread' }), call)).rejects.toMatchObject(
      {
        code: 'IDEMPOTENCY.MISMATCH',
      },
    );
  });

  test('runs one of many at the same time', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => made.app.executeAction(keyed('k'), call)),
    );
    expect(requests('POST /api/notes')).toBe(1);
    for (const outcome of outcomes.filter(({ status }) => status === 'rejected')) {
      expect(outcome).toMatchObject({ reason: { code: 'IDEMPOTENCY.IN_PROGRESS' } });
    }
  });

  test('goes on when its caller hangs up, and answers the same request later', async () => {
    const { app } = made;
    const slow = act(
      connectionId,
      'respond',
      { status: 200, delayMs: 300, body: { done: true } },
      { idempotencyKey: 'slow' },
    );
    const controller = new AbortController();
    const given = app.executeAction(slow, { ...call, signal: controller.signal });
    await eventually(() => requests('POST /api/respond') === 1);
    controller.abort();
    await given;
    await app.executeAction(slow, call);
    expect(requests('POST /api/respond')).toBe(1);
  });

  test('is free again after a failure, and still needs consent after a success', async () => {
    const { app, consents } = made;
    const failing = act(connectionId, 'respond', { status: 422 }, { idempotencyKey: 'k' });
    await expect(app.executeAction(failing, call)).rejects.toMatchObject({ code: 'PROVIDER.ERROR' });
    await expect(app.executeAction(failing, call)).rejects.toMatchObject({ code: 'PROVIDER.ERROR' });
    expect(requests('POST /api/respond')).toBe(2);
    await app.executeAction(keyed('k'), call);
    consents.refusal = 'expired';
    await expect(app.executeAction(keyed('k'), call)).rejects.toMatchObject({ code: 'CONSENT.REQUIRED' });
  });
});

describe('a provider that fails', () => {
  test.each([
    [422, 'PROVIDER.ERROR', 502, 1],
    [400, 'PROVIDER.ERROR', 502, 1],
    [302, 'PROVIDER.ERROR', 502, 1],
    [500, 'PROVIDER.ERROR', 502, 3],
    [502, 'PROVIDER.ERROR', 502, 3],
    [503, 'PROVIDER.UNAVAILABLE', 503, 3],
    [504, 'PROVIDER.TIMEOUT', 504, 3],
  ])('with %i is told as %s', async (status, code, httpStatus, attempts) => {
    const { app, events } = made;
    await expect(app.executeAction(act(connectionId, 'respond', { status }), call)).rejects.toMatchObject({
      code,
      httpStatus,
      metadata: { attempts: String(attempts), status: String(status) },
    });
    expect(requests('POST /api/respond')).toBe(attempts);
    expect(events.at(-1)).toMatchObject({
      type: 'action.failed',
      data: { code, attempts, action: 'respond' },
    });
  });

  test('with a limit is told with the time to wait, which is not waited when it is long', async () => {
    const { app } = made;
    const request = act(connectionId, 'respond', { status: 429, retryAfter: 30 });
    await expect(app.executeAction(request, call)).rejects.toMatchObject({
      code: 'PROVIDER.RATE_LIMITED',
      kind: 'rateLimited',
      retryAfterSeconds: 30,
    });
    expect(requests('POST /api/respond')).toBe(1);
    expect(await app.getProviderStatus({ provider: 'sandbox' }, call)).toMatchObject({
      rateLimited: true,
      available: false,
      circuit: 'closed',
      errorRate: 0,
    });
  });

  test('by silence is told as a timeout, within the caller’s own time', async () => {
    const hurried = callIn(workspaceId, { timeoutMs: 400 });
    const started = performance.now();
    const request = act(connectionId, 'respond', { status: 200, delayMs: 20_000 });
    await expect(made.app.executeAction(request, hurried)).rejects.toMatchObject({
      code: 'PROVIDER.TIMEOUT',
    });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('often is not called for a while, and only its own workspace feels it', async () => {
    const { app } = made;
    const failing = act(connectionId, 'respond', { status: 500 });
    for (let round = 0; round < 2; round++) {
      await expect(app.executeAction(failing, call)).rejects.toMatchObject({ kind: expect.any(String) });
    }
    await expect(app.executeAction(failing, call)).rejects.toMatchObject({ code: 'PROVIDER.UNAVAILABLE' });
    expect(requests('POST /api/respond')).toBe(5);
    expect(await app.getProviderStatus({ provider: 'sandbox' }, call)).toMatchObject({
      circuit: 'open',
      available: false,
    });

    const elsewhere = callIn(newWorkspace());
    const { id } = await connect(app, elsewhere);
    await expect(app.executeAction(act(id, 'list-notes'), elsewhere)).resolves.toMatchObject({ attempts: 1 });
    expect(await app.getProviderStatus({ provider: 'sandbox' }, elsewhere)).toMatchObject({
      circuit: 'closed',
      available: true,
    });
  });

  test('is probed when nobody called it', async () => {
    const { app } = made;
    const elsewhere = callIn(newWorkspace());
    expect(await app.getProviderStatus({ provider: 'sandbox' }, elsewhere)).toMatchObject({
      available: true,
      circuit: 'closed',
      rateLimited: false,
      errorRate: 0,
      lastCheckedAt: expect.any(Date),
    });
  });
});
