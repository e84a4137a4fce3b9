import type { Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { createCatalogue } from '../src/infrastructure/yaml-catalogue.ts';
import { readEntry } from './catalogue/read-entry.ts';
import { act, callIn, createTestApp, newWorkspace } from './harness.ts';
import { type Reply, type Seen, startLocalServer } from './local-server.ts';

type Server = Awaited<ReturnType<typeof startLocalServer>>;
type Replies = Record<string, Reply>;

let server: Server;
let made: Awaited<ReturnType<typeof createTestApp>>;
let call: Call;
let replies: Replies;

/** The catalogue's entry as it is, but every `https://host/path` (scopes aside) is `/host/path` of a local server. */
async function start(id: string, given: Replies): Promise<void> {
  replies = given;
  server = await startLocalServer(
    ({ method, url }) => replies[`${method} ${url.split('?')[0]}`] ?? { status: 404, body: { asked: url } },
  );
  const { provider } = await readEntry(id, server.url);
  made = await createTestApp({ url: server.url } as Sandbox, {
    catalogue: createCatalogue([provider]),
    clients: { find: async () => ({ clientId: 'our id', clientSecret: 'our:secret' }) },
  });
  call = callIn(newWorkspace());
}

afterEach(async () => {
  await server.stop();
  await made.close();
});

async function connect(provider: string, params: Record<string, string> = {}) {
  const { app } = made;
  const request = { provider, endUserId: 'ann', scopes: [], redirectUri: '', params };
  const { url, state } = await app.getAuthUrl(request, call);
  const { authorizationUrl, browserBinding } = await app.startConnection({ token: url.split('/').at(-1)! });
  const back = {
    code: 'the-code',
    state,
    browserBinding,
    error: '',
    errorDescription: '',
    issuer: '',
    callback: {},
  };
  const { connection } = await app.exchangeCode(
    back,
    fakeCall({ kind: 'anonymous', workspaceId: undefined }),
  );
  return { connection, asked: Object.fromEntries(new URL(authorizationUrl).searchParams), authorizationUrl };
}

const last = (): Seen => server.requests.at(-1)!;

describe('GitHub', () => {
  const user = { body: { id: 583231, login: 'octocat' } };
  const tokens = { body: { access_token: 'gho_1', token_type: 'bearer', scope: 'repo,read:user' } };
  const oauth = { 'POST /github.com/login/oauth/access_token': tokens, 'GET /api.github.com/user': user };

  test('hears a refused code although GitHub answers 200', async () => {
    const refused = { body: { error: 'bad_verification_code', error_description: 'expired' } };
    await start('github', { ...oauth, 'POST /github.com/login/oauth/access_token': refused });
    await expect(connect('github')).rejects.toMatchObject({ code: 'CONNECTION.ACCESS_DENIED' });
  });

  test('lists repositories, and keeps the limit that GitHub tells', async () => {
    const repo = {
      id: 9,
      owner: { login: 'o' },
      name: 'r',
      private: false,
      html_url: 'https://github.com/o/r',
    };
    const reset = String(Math.floor(Date.now() / 1_000) + 3_600);
    const headers = { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': reset };
    await start('github', { ...oauth, 'GET /api.github.com/user/repos': { headers, body: [repo] } });
    const { connection } = await connect('github');
    const request = act(connection.id, 'list-repositories', { perPage: 5 });
    const { output } = await made.app.executeAction(request, call);
    expect(output).toEqual({
      repositories: [{ id: 9, owner: 'o', name: 'r', private: false, url: 'https://github.com/o/r' }],
    });
    expect(last().url).toBe('/api.github.com/user/repos?per_page=5&sort=updated');
    expect(await made.app.getProviderStatus({ provider: 'github' }, call)).toMatchObject({
      requestsRemaining: 4999,
      resetAt: new Date(Number(reset) * 1_000),
    });

    replies['GET /api.github.com/user/repos'] = {
      status: 403,
      headers: { ...headers, 'x-ratelimit-remaining': '0' },
    };
    await expect(made.app.executeAction(request, call)).rejects.toMatchObject({
      code: 'PROVIDER.RATE_LIMITED',
    });
  });
});

describe('Slack', () => {
  const tokens = {
    body: {
      ok: true,
      access_token: 'xoxb-1',
      token_type: 'bot',
      scope: 'chat:write,channels:read',
      team: { id: 'T1', name: 'Team' },
    },
  };
  const oauth = { 'POST /slack.com/api/oauth.v2.access': tokens };

  test('sends a message, and hears a failure although Slack answers 200', async () => {
    const path = 'POST /slack.com/api/chat.postMessage';
    await start('slack', { ...oauth, [path]: { body: { ok: true, channel: 'C1', ts: '1.2', message: {} } } });
    const { connection } = await connect('slack');
    const request = act(connection.id, 'send-message', { channel: 'C1', text: 'Hello' });
    expect((await made.app.executeAction(request, call)).output).toEqual({ channel: 'C1', ts: '1.2' });
    expect(JSON.parse(last().body)).toEqual({ channel: 'C1', text: 'Hello' });

    replies[path] = { body: { ok: false, error: 'channel_not_found' } };
    await expect(made.app.executeAction(request, call)).rejects.toMatchObject({
      code: 'PROVIDER.ERROR',
      metadata: { providerCode: 'channel_not_found', attempts: '1' },
    });
    replies[path] = { body: { ok: false, error: 'token_revoked' } };
    await expect(made.app.executeAction(request, call)).rejects.toMatchObject({
      code: 'CONNECTION.NEEDS_REAUTH',
    });
  });

  test('hears that it was asked too often although Slack answers 200', async () => {
    const limited = { body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '30' } };
    await start('slack', { ...oauth, 'POST /slack.com/api/chat.postMessage': limited });
    const { connection } = await connect('slack');
    const request = act(connection.id, 'send-message', { channel: 'C1', text: 'Hello' });
    await expect(made.app.executeAction(request, call)).rejects.toMatchObject({
      code: 'PROVIDER.RATE_LIMITED',
      retryAfterSeconds: 30,
    });
  });
});

describe('Gmail', () => {
  const tokens = {
    body: { access_token: 'ya29', refresh_token: '1//r', expires_in: 3599, token_type: 'Bearer' },
  };
  const oauth = {
    'POST /oauth2.googleapis.com/token': tokens,
    'GET /openidconnect.googleapis.com/v1/userinfo': { body: { sub: '42', email: 'ann@example.com' } },
  };

  test('asks for a refresh token, and takes the scopes as asked where the answer names none', async () => {
    await start('gmail', oauth);
    const { connection, asked } = await connect('gmail');
    expect(asked).toMatchObject({ access_type: 'offline', prompt: 'consent' });
    expect(connection.account).toEqual({ id: '42', name: 'ann@example.com' });
    expect(connection.scopes).toContain('https://www.googleapis.com/auth/gmail.send');
  });

  test('sends a mail whose subject can add no header', async () => {
    const path = 'POST /gmail.googleapis.com/gmail/v1/users/me/messages/send';
    await start('gmail', { ...oauth, [path]: { body: { id: 'm1', threadId: 't1', labelIds: [] } } });
    const { connection } = await connect('gmail');
    const input = {
      to: 'bob@example.com',
      subject: 'Grüße\r\nBcc: eve@example.com',
      body: 'Zeile 1\nZeile 2',
    };
    const done = await made.app.executeAction(act(connection.id, 'send-email', input), call);
    expect(done.output).toEqual({ id: 'm1', threadId: 't1' });
    const raw = (JSON.parse(last().body) as { raw: string }).raw;
    const [head, body] = Buffer.from(raw, 'base64url').toString().split('\r\n\r\n');
    const names = head!.split('\r\n').map(line => line.split(':')[0]);
    expect(names).toEqual(['To', 'Subject', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding']);
    expect(Buffer.from(body!, 'base64').toString()).toBe('Zeile 1\nZeile 2');

    const evil = { ...input, to: 'bob@example.com\r\nBcc: eve@example.com' };
    await expect(made.app.executeAction(act(connection.id, 'send-email', evil), call)).rejects.toMatchObject({
      code: 'ACTION.INVALID_INPUT',
    });
  });
});

describe('Stripe', () => {
  const account = { body: { id: 'acct_1', settings: { dashboard: { display_name: 'Shop' } } } };
  const ask = { provider: 'stripe', endUserId: 'ann', credentials: { apiKey: 'sk_test_1' }, params: {} };

  test.each([
    ['no key', {}, ['credentials.apiKey']],
    ['a key that does not look like one', { apiKey: 'password' }, ['credentials.apiKey']],
    ['something unknown', { apiKey: 'sk_test_1', more: 'x' }, ['credentials.more']],
    ['a key that Stripe refuses', { apiKey: 'sk_test_2' }, []],
  ])('refuses %s', async (_name, credentials, paths) => {
    await start('stripe', { 'GET /api.stripe.com/v1/account': { status: 401 } });
    const refused = made.app.createConnection({ ...ask, credentials }, call);
    await expect(refused).rejects.toMatchObject({
      code: 'CONNECTION.INVALID_CREDENTIALS',
      fields: paths.map(path => ({ path })),
    });
    expect(made.events).toEqual([]);
  });

  test('is not connected by authorization, and OAuth providers not by a key', async () => {
    await start('stripe', {});
    const authorize = { provider: 'stripe', endUserId: 'ann', scopes: [], redirectUri: '', params: {} };
    await expect(made.app.getAuthUrl(authorize, call)).rejects.toMatchObject({
      code: 'CONNECTION.AUTH_TYPE',
    });
  });

  test('creates a payment intent as a form, with a key of ours for repeating it', async () => {
    const intent = {
      id: 'pi_1',
      status: 'requires_payment_method',
      amount: 500,
      currency: 'eur',
      client_secret: 'cs',
    };
    await start('stripe', {
      'GET /api.stripe.com/v1/account': account,
      'POST /api.stripe.com/v1/payment_intents': { body: intent },
    });
    const { id } = await made.app.createConnection(ask, call);
    const input = { amount: 500, currency: 'eur', metadata: { order: '7' } };
    const request = act(id, 'create-payment-intent', input, { idempotencyKey: 'exe_1/do/0' });
    expect((await made.app.executeAction(request, call)).output).toMatchObject({
      id: 'pi_1',
      clientSecret: 'cs',
    });
    expect(last().body).toBe(
      'amount=500&currency=eur&metadata%5Border%5D=7&automatic_payment_methods%5Benabled%5D=true',
    );
    expect(last().headers['idempotency-key']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('needs a new key when Stripe no longer takes the old one', async () => {
    await start('stripe', { 'GET /api.stripe.com/v1/account': account });
    const { id } = await made.app.createConnection(ask, call);
    replies['GET /api.stripe.com/v1/customers'] = { status: 401 };
    const request = act(id, 'list-customers');
    await expect(made.app.executeAction(request, call)).rejects.toMatchObject({
      code: 'CONNECTION.NEEDS_REAUTH',
    });
    expect(made.events.map(({ type }) => type)).toEqual([
      'connection.created',
      'connection.needs_reauth',
      'action.failed',
    ]);
    expect((await made.app.createConnection(ask, call)).id).toBe(id);
  });
});

describe('Zendesk', () => {
  const tokens = { body: { access_token: 'z1', token_type: 'bearer', scope: 'read tickets:write' } };
  const oauth = {
    'POST /acme.zendesk.com/oauth/tokens': tokens,
    'GET /acme.zendesk.com/api/v2/users/me.json': { body: { user: { id: 7, email: 'ann@acme.example' } } },
  };

  test.each([
    ['no subdomain', {}],
    ['a subdomain that leads elsewhere', { subdomain: 'evil.example/' }],
    ['a parameter that it does not have', { subdomain: 'acme', region: 'eu' }],
  ])('refuses %s', async (_name, params) => {
    await start('zendesk', oauth);
    await expect(connect('zendesk', params as Record<string, string>)).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [{ path: expect.stringMatching(/^params\./) }],
    });
    expect(server.requests).toEqual([]);
  });
});
