import { createHmac } from 'node:crypto';
import {
  answer,
  type CallServer,
  errorOf,
  perform,
  type Seen,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { type Json, type JsonObject } from '../../../domain/json.ts';

let calls = testCalls();
let api: CallServer;
let authority: CallServer;
let issued = 0;

beforeAll(async () => {
  [api, authority] = await Promise.all([startCallServer(), startCallServer()]);
});

beforeEach(async () => {
  await calls.close();
  calls = testCalls();
  issued = 0;
  api.seen.length = 0;
  authority.seen.length = 0;
  api.handle = (_, response) => answer(response, { ok: true });
  authority.handle = ({ url }, response) => {
    if (url.endsWith('/.well-known/openid-configuration')) {
      answer(response, { issuer: authority.url, token_endpoint: `${authority.url}/token` });
      return;
    }
    answer(response, { access_token: `token-${++issued}`, token_type: 'Bearer', expires_in: 3600 });
  };
});

afterAll(() => Promise.all([calls.close(), api.stop(), authority.stop()]));

const call = (authentication: Json, workspaceId = 'wsp_1', input: Json = {}) =>
  perform(
    calls,
    'http',
    { method: 'get', endpoint: { uri: api.url, authentication } },
    { workspaceId, input },
  );
const form = ({ body }: Seen) => Object.fromEntries(new URLSearchParams(body));
const asked = () => authority.seen.filter(({ method }) => method === 'POST');
const client = { id: 'runtime', secret: 'hush-hush' };
const oauth2 = (more: JsonObject = {}): JsonObject => ({
  oauth2: { authority: `${authority.url}/realm`, grant: 'client_credentials', client, ...more },
});

describe('basic and bearer', () => {
  test.each<[Json, string, string]>([
    [{ basic: { username: 'ada', password: 'pä:ss' } }, 'Basic', Buffer.from('ada:pä:ss').toString('base64')],
    [{ basic: { username: 'ada', password: 1234 } }, 'Basic', Buffer.from('ada:1234').toString('base64')],
    [{ bearer: { token: 'abc.def' } }, 'Bearer', 'abc.def'],
  ])('%j is a header, and the authorization descriptor', async (policy, scheme, parameter) => {
    const { authorization } = await call(policy);
    expect(api.seen[0]?.headers.authorization).toBe(`${scheme} ${parameter}`);
    expect(authorization).toEqual({ scheme, parameter });
  });

  test('an error never repeats what a server echoes', async () => {
    api.handle = ({ headers }, response) => answer(response, headers, 403);
    for (const policy of [
      { bearer: { token: 'hush-hush' } },
      { basic: { username: 'a', password: 'hush-hush' } },
    ]) {
      const { detail = '' } = await errorOf(call(policy));
      expect(detail).toContain('answered 403');
      expect(detail).not.toContain('hush-hush');
      expect(detail).not.toContain(Buffer.from('a:hush-hush').toString('base64'));
    }
  });

  test.each<[string, Json]>([
    ['a certificate', { certificate: {} }],
    ['a browser', oauthOf('authorization_code')],
    ['no client', { oauth2: { authority: 'http://127.0.0.1:1', grant: 'client_credentials' } }],
    ['an unknown scheme', { magic: {} }],
    ['a policy that was not written out', { use: 'mine' }],
    ['a token with a line break', { bearer: { token: 'hush-hush\r\nx: y' } }],
    ['a user name with a colon', { basic: { username: 'a:b', password: 'hush-hush' } }],
    ['no password', { basic: { username: 'hush-hush' } }],
    ['no policy', 'hush-hush'],
  ])('%s is a configuration error that tells no value', async (_name, policy) => {
    const error = await errorOf(call(policy));
    expect(error).toMatchObject({ type: 'configuration', status: 400 });
    expect(error.detail).not.toContain('hush-hush');
    expect(api.seen).toEqual([]);
  });
});

function oauthOf(grant: string): JsonObject {
  return { oauth2: { authority: 'http://127.0.0.1:1', grant, client: { id: 'a', secret: 'hush-hush' } } };
}

describe('oauth2', () => {
  test('gets a token below the authority, and calls with it', async () => {
    const { authorization } = await call(oauth2({ scopes: ['a', 'b'], audiences: ['x'] }));
    expect(asked()[0]).toMatchObject({ method: 'POST', url: '/realm/oauth2/token' });
    expect(form(asked()[0]!)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'runtime',
      client_secret: 'hush-hush',
      scope: 'a b',
      audience: 'x',
    });
    expect(api.seen[0]?.headers.authorization).toBe('Bearer token-1');
    expect(authorization).toEqual({ scheme: 'Bearer', parameter: 'token-1' });
  });

  test('takes a path of its own, and expands URIs', async () => {
    const policy = oauth2({ authority: `${authority.url}/{tenant}`, endpoints: { token: '/auth/{tenant}' } });
    await call(policy, 'wsp_1', { tenant: 'acme' });
    expect(asked()[0]?.url).toBe('/acme/auth/acme');
  });

  test.each<[string, JsonObject, JsonObject, string | undefined]>([
    [
      'basic',
      { client: { ...client, authentication: 'client_secret_basic' } },
      {},
      'Basic cnVudGltZTpodXNoLWh1c2g=',
    ],
    ['none', { client: { id: 'runtime', authentication: 'none' } }, { client_id: 'runtime' }, undefined],
    [
      'an assertion',
      { client: { id: 'runtime', assertion: 'a.b.c', authentication: 'private_key_jwt' } },
      {
        client_id: 'runtime',
        client_assertion: 'a.b.c',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      },
      undefined,
    ],
    [
      'a password',
      { grant: 'password', username: 'ada', password: 'pass' },
      { grant_type: 'password', username: 'ada', password: 'pass' },
      undefined,
    ],
    [
      'a refresh token',
      { grant: 'refresh_token', subject: { token: 'r1', type: 'refresh' } },
      { grant_type: 'refresh_token', refresh_token: 'r1' },
      undefined,
    ],
    [
      'a token exchange',
      {
        grant: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject: { token: 's', type: 'urn:s' },
        actor: { token: 't', type: 'urn:t' },
      },
      { subject_token: 's', subject_token_type: 'urn:s', actor_token: 't', actor_token_type: 'urn:t' },
      undefined,
    ],
  ])('authenticates by %s', async (_name, more, expected, header) => {
    await call(oauth2(more));
    expect(form(asked()[0]!)).toMatchObject(expected);
    expect(asked()[0]?.headers.authorization).toBe(header);
    expect(api.seen[0]?.headers.authorization).toBe('Bearer token-1');
  });

  test('signs with the secret for client_secret_jwt', async () => {
    await call(oauth2({ client: { ...client, authentication: 'client_secret_jwt' } }));
    const assertion = form(asked()[0]!)['client_assertion'] ?? '';
    const [head = '', body = '', signature] = assertion.split('.');
    expect(signature).toBe(createHmac('sha256', 'hush-hush').update(`${head}.${body}`).digest('base64url'));
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
      iss: 'runtime',
      sub: 'runtime',
    });
  });

  test('asks in JSON where that is wanted', async () => {
    await call(oauth2({ request: { encoding: 'application/json' }, audiences: ['x', 'y'] }));
    expect(asked()[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(asked()[0]?.body ?? '')).toMatchObject({
      grant_type: 'client_credentials',
      audience: ['x', 'y'],
    });
  });

  test('asks once for callers at the same time, and not again until the token ends', async () => {
    await Promise.all(Array.from({ length: 20 }, () => call(oauth2())));
    await call(oauth2());
    expect(asked()).toHaveLength(1);
    expect(api.seen).toHaveLength(21);
  });

  test('shares no token between workspaces or policies', async () => {
    await call(oauth2());
    await call(oauth2(), 'wsp_2');
    await call(oauth2({ scopes: ['more'] }));
    expect(api.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-3',
    ]);
  });

  test('does not keep a token that ends at once', async () => {
    authority.handle = (_, response) =>
      answer(response, { access_token: `token-${++issued}`, token_type: 'bearer', expires_in: 0 });
    await call(oauth2());
    await call(oauth2());
    expect(asked()).toHaveLength(2);
  });

  test('gets a new token when a remembered one was revoked, once', async () => {
    await call(oauth2());
    api.handle = ({ headers }, response) => {
      const revoked = headers.authorization === 'Bearer token-1';
      answer(response, { ok: !revoked }, revoked ? 401 : 200);
    };
    const { output, authorization } = await call(oauth2());
    expect(output).toEqual({ ok: true });
    expect(authorization?.parameter).toBe('token-2');
    api.handle = (_, response) => answer(response, {}, 401);
    expect(await errorOf(call(oauth2()))).toMatchObject({ type: 'communication', status: 401 });
    expect(asked()).toHaveLength(3);
  });

  test('takes an id token of whatever issuer along with the token', async () => {
    const idToken = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`;
    authority.handle = (_, response) =>
      answer(response, { access_token: 't', token_type: 'Bearer', id_token: idToken });
    await call(oauth2());
    expect(api.seen[0]?.headers.authorization).toBe('Bearer t');
  });

  test('accepts tokens of the named issuers alone', async () => {
    const jwt = (iss: string) => `e30.${Buffer.from(JSON.stringify({ iss })).toString('base64url')}.x`;
    authority.handle = (_, response) =>
      answer(response, { access_token: jwt('https://evil.example'), token_type: 'Bearer' });
    expect(await errorOf(call(oauth2({ issuers: ['https://good.example'] })))).toMatchObject({
      type: 'authentication',
      status: 401,
    });
    authority.handle = (_, response) =>
      answer(response, { access_token: jwt('https://good.example'), token_type: 'Bearer' });
    await call(oauth2({ issuers: ['https://good.example'] }));
    expect(api.seen).toHaveLength(1);
  });
});

describe('oidc', () => {
  test.each(['', '/.well-known/openid-configuration'])('finds the token endpoint from %p', async path => {
    const { oauth2: policy } = oauth2();
    await call({ oidc: { ...(policy as JsonObject), authority: authority.url + path } });
    expect(authority.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /.well-known/openid-configuration',
      'POST /token',
    ]);
    expect(api.seen[0]?.headers.authorization).toBe('Bearer token-1');
  });

  test('refuses metadata that is of another issuer', async () => {
    authority.handle = (_, response) =>
      answer(response, { issuer: 'https://evil.example', token_endpoint: `${authority.url}/token` });
    const { oauth2: policy } = oauth2();
    const error = await errorOf(call({ oidc: { ...(policy as JsonObject), authority: authority.url } }));
    expect(error).toMatchObject({ type: 'authentication' });
    expect(asked()).toEqual([]);
  });

  test('does not send the secret to a private address that the metadata names', async () => {
    authority.handle = (_, response) =>
      answer(response, { issuer: authority.url, token_endpoint: 'http://169.254.169.254/token' });
    const { oauth2: policy } = oauth2();
    const error = await errorOf(call({ oidc: { ...(policy as JsonObject), authority: authority.url } }));
    expect(error).toMatchObject({
      type: 'configuration',
      detail: expect.stringContaining('may not be called'),
    });
  });
});

describe('a token endpoint', () => {
  test.each<[string, number, unknown, string]>([
    ['refuses', 401, { error: 'invalid_client', error_description: 'hush-hush is wrong' }, 'invalid_client'],
    ['fails', 500, 'hush-hush', 'gave no token'],
    ['gives no token', 200, { hello: 'hush-hush' }, 'gave no token'],
    ['gives a DPoP token', 200, { access_token: 'hush-hush', token_type: 'DPoP' }, ''],
    ['writes an error of its own', 400, { error: 'hush-hush with spaces' }, 'gave no token'],
  ])('that %s is an error without secrets', async (_name, status, body, said) => {
    authority.handle = (_, response) => answer(response, body, status);
    const error = await errorOf(call(oauth2()));
    expect(['authentication', 'configuration']).toContain(error.type);
    expect(error.detail).toContain(said);
    expect(error.detail).not.toContain('hush-hush');
    expect(api.seen).toEqual([]);
  });

  test('that redirects is not followed', async () => {
    authority.handle = (_, response) => void response.writeHead(307, { location: api.url }).end();
    expect(await errorOf(call(oauth2()))).toMatchObject({ type: 'authentication' });
    expect(api.seen).toEqual([]);
  });

  test('that failed is asked again the next time', async () => {
    const works = authority.handle;
    authority.handle = (_, response) => answer(response, {}, 503);
    await errorOf(call(oauth2()));
    authority.handle = works;
    await call(oauth2());
    expect(api.seen).toHaveLength(1);
  });

  test('that answers nothing is a timeout', async () => {
    const hurried = testCalls({ limits: { timeout: 300 } });
    authority.handle = () => undefined;
    const given = { method: 'get', endpoint: { uri: api.url, authentication: oauth2() } };
    expect(await errorOf(perform(hurried, 'http', given))).toMatchObject({ type: 'timeout' });
    await hurried.close();
  });
});
