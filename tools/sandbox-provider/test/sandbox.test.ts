import * as oauth from 'openid-client';
import { startSandbox, type Sandbox } from '../src/sandbox.ts';

const redirectUri = 'http://127.0.0.1:8080/api/v1/connections/callback';
const allScopes = 'openid offline_access notes:read notes:write';

let sandbox: Sandbox;
let client: oauth.Configuration;

beforeEach(async () => {
  sandbox = await startSandbox();
  client = await oauth.discovery(
    new URL(sandbox.url),
    sandbox.clientId,
    undefined,
    oauth.ClientSecretBasic(sandbox.clientSecret),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated only to stand out: this is loopback
    { execute: [oauth.allowInsecureRequests] },
  );
});

afterEach(() => sandbox.stop());

async function authorize(scope = allScopes, account?: string) {
  const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
  const url = oauth.buildAuthorizationUrl(client, {
    redirect_uri: redirectUri,
    scope,
    state: 'the-state',
    prompt: 'consent',
    code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...(account === undefined ? {} : { login_hint: account }),
  });
  const answer = await fetch(url, { redirect: 'manual' });
  const callback = new URL(answer.headers.get('location') ?? 'about:blank');
  return { callback, pkceCodeVerifier };
}

async function signIn(scope?: string, account?: string) {
  const { callback, pkceCodeVerifier } = await authorize(scope, account);
  return oauth.authorizationCodeGrant(client, callback, { pkceCodeVerifier, expectedState: 'the-state' });
}

function api(method: string, path: string, token: string, body?: unknown, headers = {}) {
  return fetch(`${sandbox.url}/api/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('the authorization server', () => {
  test('signs in and approves by itself, in one redirect and without cookies', async () => {
    const tokens = await signIn();
    expect(tokens.access_token).toBeTruthy();
    expect(tokens.refresh_token).toBeTruthy();
    expect(tokens.expires_in).toBe(60);
    expect(tokens.scope?.split(' ').sort()).toEqual(allScopes.split(' ').sort());
  });

  test('takes the account from login_hint and tells it at userinfo', async () => {
    const tokens = await signIn(allScopes, 'ann');
    const userinfo = await oauth.fetchUserInfo(client, tokens.access_token, 'ann');
    expect(userinfo.sub).toBe('ann');
    expect(userinfo.name).toBe('Sandbox account ann');
  });

  test('refuses an authorization request without PKCE', async () => {
    const url = oauth.buildAuthorizationUrl(client, { redirect_uri: redirectUri, scope: 'openid' });
    const answer = await fetch(url, { redirect: 'manual' });
    const callback = new URL(answer.headers.get('location') ?? 'about:blank');
    expect(callback.searchParams.get('error')).toBe('invalid_request');
    expect(callback.searchParams.get('code')).toBeNull();
  });

  test('refuses a wrong code verifier', async () => {
    const { callback } = await authorize();
    const exchange = oauth.authorizationCodeGrant(client, callback, {
      pkceCodeVerifier: oauth.randomPKCECodeVerifier(),
      expectedState: 'the-state',
    });
    await expect(exchange).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('rotates refresh tokens, and ends the grant when one is used twice', async () => {
    const first = await signIn();
    const second = await oauth.refreshTokenGrant(client, first.refresh_token ?? '');
    expect(second.refresh_token).not.toBe(first.refresh_token);

    await expect(oauth.refreshTokenGrant(client, first.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(oauth.refreshTokenGrant(client, second.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect((await api('GET', 'notes', second.access_token)).status).toBe(401);
  });

  test('revokes a refresh token and everything of its grant', async () => {
    const tokens = await signIn();
    await oauth.tokenRevocation(client, tokens.refresh_token ?? '');
    expect((await api('GET', 'notes', tokens.access_token)).status).toBe(401);
    expect(sandbox.stats().revocations).toBe(1);
  });

  test('shows its pages in interactive mode', async () => {
    const interactive = await startSandbox({ interactive: true });
    try {
      const url = new URL(`${interactive.url}/auth`);
      url.search = new URLSearchParams({
        client_id: interactive.clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid',
        code_challenge: await oauth.calculatePKCECodeChallenge(oauth.randomPKCECodeVerifier()),
        code_challenge_method: 'S256',
      }).toString();
      const answer = await fetch(url, { redirect: 'manual' });
      expect(answer.headers.get('location')).toMatch(/^\/interaction\//);
    } finally {
      await interactive.stop();
    }
  });
});

describe('the notes API', () => {
  test('keeps each account its own notes', async () => {
    const ann = await signIn(allScopes, 'ann');
    const bob = await signIn(allScopes, 'bob');
    const answer = await api('POST', 'notes', ann.access_token, { title: 'Milk', body: 'two litres' });
    expect(answer.status).toBe(201);
    const note = await answer.json();
    expect(note).toMatchObject({ title: 'Milk', body: 'two litres' });
    expect(await (await api('GET', 'notes', ann.access_token)).json()).toEqual({ notes: [note] });
    expect(await (await api('GET', 'notes', bob.access_token)).json()).toEqual({ notes: [] });
  });

  test('writes once for one idempotency key, and anew for every other request', async () => {
    const { access_token: token } = await signIn();
    const headers = { 'idempotency-key': 'k1' };
    const first = await (await api('POST', 'notes', token, { title: 'a', body: '' }, headers)).json();
    const again = await (await api('POST', 'notes', token, { title: 'a', body: '' }, headers)).json();
    await api('POST', 'notes', token, { title: 'a', body: '' });
    await api('POST', 'notes', token, { title: 'a', body: '' });
    expect(again).toEqual(first);
    const list = (await (await api('GET', 'notes', token)).json()) as { notes: unknown[] };
    expect(list.notes).toHaveLength(3);
  });

  test('refuses a missing token, an unknown one and one without the scope', async () => {
    const reader = await signIn('openid notes:read');
    expect((await fetch(`${sandbox.url}/api/notes`)).status).toBe(401);
    expect((await api('GET', 'notes', 'made-up')).status).toBe(401);
    expect((await api('POST', 'notes', reader.access_token, { title: 'a', body: 'b' })).status).toBe(403);
    expect((await api('GET', 'notes', reader.access_token)).status).toBe(200);
  });

  test.each([
    ['an empty title', '{"title":"","body":"b"}', 400],
    ['an unknown field', '{"title":"a","body":"b","x":1}', 400],
    ['broken JSON', '{', 400],
  ])('refuses %s', async (_name, body, status) => {
    const { access_token: token } = await signIn();
    const answer = await fetch(`${sandbox.url}/api/notes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    expect(answer.status).toBe(status);
  });

  test('answers as asked, and counts what it was asked', async () => {
    const { access_token: token } = await signIn();
    const answer = await api('POST', 'respond', token, {
      status: 503,
      retryAfter: 7,
      body: { why: 'asked' },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await answer.json()).toEqual({ status: 503, body: { why: 'asked' } });

    const stats = await (await fetch(`${sandbox.url}/stats`)).json();
    expect(stats).toEqual({
      token: { authorization_code: { succeeded: 1, failed: 0 } },
      revocations: 0,
      api: { 'POST /api/respond': 1 },
    });
  });

  test('delays its answer, but not for ever', async () => {
    const { access_token: token } = await signIn();
    const started = performance.now();
    expect((await api('POST', 'respond', token, { status: 200, delayMs: 50 })).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(49);
    expect((await api('POST', 'respond', token, { status: 200, delayMs: 60_001 })).status).toBe(400);
  });
});
