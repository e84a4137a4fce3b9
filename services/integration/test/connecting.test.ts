import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import type { Call } from '@neighbourhood/shared/call/call';
import { authorize, callbackUrl, callIn, connect, createTestApp, newWorkspace } from './harness.ts';

let sandbox: Sandbox;
let test_: Awaited<ReturnType<typeof createTestApp>>;
let workspaceId: string;
let call: Call;
const anonymous = () => fakeCall({ kind: 'anonymous', workspaceId: undefined });

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  test_ = await createTestApp(sandbox);
  workspaceId = newWorkspace();
  call = callIn(workspaceId);
});
afterEach(() => test_.close());

const wanted = { provider: 'sandbox', endUserId: 'ann', scopes: [], redirectUri: '', params: {} };

describe('beginning a connection', () => {
  test('gives our own address, and goes on to the provider with PKCE', async () => {
    const { app } = test_;
    const { url, state, expiresAt } = await app.getAuthUrl(wanted, call);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8080\/connect\/[\w-]{43}$/);
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(590_000);

    const token = url.split('/').at(-1)!;
    const { authorizationUrl } = await app.startConnection({ token });
    const params = new URL(authorizationUrl).searchParams;
    expect(Object.fromEntries(params)).toMatchObject({
      response_type: 'code',
      client_id: sandbox.clientId,
      redirect_uri: callbackUrl,
      state,
      scope: 'openid offline_access notes:read notes:write',
      code_challenge_method: 'S256',
      login_hint: 'ann',
    });
    expect(authorizationUrl).not.toContain(token);
  });

  test('lets the page be opened once', async () => {
    const { app } = test_;
    const { url } = await app.getAuthUrl(wanted, call);
    const token = url.split('/').at(-1)!;
    const opened = await Promise.allSettled([1, 2, 3].map(() => app.startConnection({ token })));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(app.startConnection({ token })).rejects.toMatchObject({ code: 'CONNECTION.INVALID_STATE' });
    await expect(app.startConnection({ token: 'made-up' })).rejects.toMatchObject({
      code: 'CONNECTION.INVALID_STATE',
    });
  });

  test.each([
    ['an unknown provider', { provider: 'nowhere' }, 'PROVIDER.NOT_FOUND'],
    ['a provider that takes keys', { provider: 'stripe' }, 'CONNECTION.AUTH_TYPE'],
    ['a provider without a client', { provider: 'github' }, 'PROVIDER.NOT_CONFIGURED'],
    ['no end user', { endUserId: '' }, 'REQUEST.INVALID'],
    ['too long an end user', { endUserId: 'x'.repeat(201) }, 'REQUEST.INVALID'],
    ['an end user that cannot be stored', { endUserId: 'a\0' }, 'REQUEST.INVALID'],
    ['a scope that the provider does not have', { scopes: ['notes:read', 'admin'] }, 'REQUEST.INVALID'],
    ['parameters that nobody needs', { params: { site: 'x' } }, 'REQUEST.INVALID'],
    [
      'a foreign redirect address',
      { redirectUri: 'https://evil.example' },
      'CONNECTION.REDIRECT_NOT_ALLOWED',
    ],
  ])('refuses %s', async (_name, change, code) => {
    await expect(test_.app.getAuthUrl({ ...wanted, ...change }, call)).rejects.toMatchObject({ code });
  });

  test('needs the permission and a workspace', async () => {
    const { app } = test_;
    const reader = callIn(workspaceId, { permissions: ['connection:read'] });
    await expect(app.getAuthUrl(wanted, reader)).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
    const nowhere = fakeCall({ permissions: ['connection:write'], workspaceId: undefined });
    await expect(app.getAuthUrl(wanted, nowhere)).rejects.toMatchObject({ code: 'AUTH.WORKSPACE_REQUIRED' });
  });
});

describe('finishing a connection', () => {
  test('makes an active connection of the account, with an event and without tokens in sight', async () => {
    const { app, events } = test_;
    const connection = await connect(app, call);
    expect(connection).toMatchObject({
      workspaceId,
      provider: 'sandbox',
      endUserId: 'ann',
      status: 'active',
      account: { id: 'ann', name: 'Sandbox account ann' },
    });
    expect([...connection.scopes].sort()).toEqual(['notes:read', 'notes:write', 'offline_access', 'openid']);
    expect(events).toMatchObject([
      {
        type: 'connection.created',
        workspaceId,
        subject: connection.id,
        data: { connectionId: connection.id },
      },
    ]);
    expect(await app.getConnection({ connectionId: connection.id }, call)).toEqual(connection);
    expect(JSON.stringify([connection, events])).not.toMatch(/token/i);
  });

  test('keeps the id when the same account is authorised again', async () => {
    const { app, events } = test_;
    const first = await connect(app, call);
    const second = await connect(app, call, { scopes: ['openid', 'notes:read'] });
    expect(second.id).toBe(first.id);
    expect([...second.scopes].sort()).toEqual(['notes:read', 'openid']);
    expect(events.map(event => event.type)).toEqual(['connection.created', 'connection.updated']);
  });

  test('makes another connection for another end user and for another workspace', async () => {
    const { app } = test_;
    const ids = [
      await connect(app, call),
      await connect(app, call, { endUserId: 'bob' }),
      await connect(app, callIn(newWorkspace())),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  test('sends the browser on, with the connection', async () => {
    const { app } = test_;
    const { request } = await authorize(app, call, { redirectUri: 'https://app.example/done' });
    const { connection, redirectUri } = await app.exchangeCode(request, anonymous());
    expect(redirectUri).toBe(`https://app.example/done?connectionId=${connection.id}`);
  });

  test('takes a state once, even from many at the same time', async () => {
    const { app } = test_;
    const { request } = await authorize(app, call);
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => app.exchangeCode(request, anonymous())));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(app.exchangeCode(request, anonymous())).rejects.toMatchObject({
      code: 'CONNECTION.INVALID_STATE',
    });
  });

  test('refuses another browser, which does not even use the state up', async () => {
    const { app } = test_;
    const { request } = await authorize(app, call);
    for (const browserBinding of ['', 'made-up']) {
      await expect(app.exchangeCode({ ...request, browserBinding }, anonymous())).rejects.toMatchObject({
        code: 'CONNECTION.INVALID_STATE',
      });
    }
    expect((await app.exchangeCode(request, anonymous())).connection.status).toBe('active');
  });

  test.each([
    ['a made-up state', { state: 'x'.repeat(43) }, 'CONNECTION.INVALID_STATE'],
    ['an answer of another server', { issuer: 'https://evil.example' }, 'CONNECTION.INVALID_STATE'],
    ['a refusal', { error: 'access_denied', code: '' }, 'CONNECTION.ACCESS_DENIED'],
    ['a made-up code', { code: 'made-up' }, 'CONNECTION.ACCESS_DENIED'],
    ['no code', { code: '' }, 'CONNECTION.ACCESS_DENIED'],
  ])('refuses %s', async (_name, change, code) => {
    const { app, events } = test_;
    const { request } = await authorize(app, call);
    const exchange = app.exchangeCode({ ...request, ...change }, anonymous());
    await expect(exchange).rejects.toMatchObject({ code, kind: 'invalidArgument' });
    expect(events).toEqual([]);
  });
});
