import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { jwtVerify } from 'jose';
import { createCatalogue, readProvider } from '../src/infrastructure/yaml-catalogue.ts';
import { act, callIn, createTestApp, newWorkspace } from './harness.ts';
import { type Reply, type Seen, startLocalServer } from './local-server.ts';
import { beginAt } from './rotating-harness.ts';

let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof startLocalServer>>;
let test_: Awaited<ReturnType<typeof createTestApp>>;
let call: Call;
let ahead = 0;
/** What the token endpoint answers; the rest of the server takes any token. */
let token: (form: URLSearchParams, seen: Seen) => Reply;
const given = { endUserId: 'ann', provider: 'tried', params: {} };

beforeAll(async () => {
  sandbox = await startSandbox();
  server = await startLocalServer(seen => {
    if (seen.url === '/token') return token(new URLSearchParams(seen.body), seen);
    if (seen.url === '/sites') return { body: [{ id: 'site-7', url: 'https://acme.example' }] };
    if (seen.url === '/echo') return { status: 400, body: { message: `what ${seen.headers.authorization}` } };
    return { body: { id: 'account' } };
  });
});
afterAll(() => Promise.all([sandbox.stop(), server.stop()]));
beforeEach(() => {
  ahead = 0;
  server.requests.length = 0;
  call = callIn(newWorkspace());
});
afterEach(() => test_.close());

/** An app that knows a provider with this `auth`. */
async function start(auth: object, more: object = {}): Promise<void> {
  const entry = {
    ...{ id: 'tried', name: 'Tried', description: 'Tried', category: 'other' },
    ...{ docsUrl: 'https://tried.example', baseUrl: server.url, auth, scopes: [] },
    account: { request: { method: 'GET', path: '/account' }, id: '${body.id}' },
    probe: { url: '/' },
    rateLimit: { requests: 100_000, perSeconds: 1 },
    actions: [
      {
        ...{ id: 'act', version: '1.0.0', title: 'Act', description: 'Act', scopes: [], idempotent: true },
        ...{ input: { type: 'object' }, output: {}, request: { method: 'GET', path: '/act' } },
      },
    ],
    ...more,
  };
  test_ = await createTestApp(sandbox, {
    catalogue: createCatalogue([readProvider('tried.yaml', JSON.stringify(entry))]),
    clients: { find: async () => ({ clientId: 'ours', clientSecret: 'secret' }) },
    now: () => new Date(Date.now() + ahead * 1_000),
  });
}

const asked = (path: string) => server.requests.filter(({ url }) => url.startsWith(path));
const field = (id: string) => ({ id, title: id, description: id });
const tokens = (accessToken: string) => ({ body: { access_token: accessToken, expires_in: 3_600 } });

describe('a client of the end user', () => {
  const auth = {
    type: 'clientCredentials',
    fields: [field('clientId'), field('clientSecret'), field('accountId')],
    tokenUrl: '/token',
    clientAuthentication: 'basic',
    scope: 'a b',
    tokenParams: { grant_type: 'account_credentials', account_id: '${credentials.accountId}' },
    tokenHeaders: { 'X-Version': '7' },
  };
  const credentials = { clientId: 'theirs', clientSecret: 's:1', accountId: 'acc' };
  const connect = () => test_.app.createConnection({ ...given, credentials }, call);

  test('gets tokens by its own rules, once for many callers, whenever they are over', async () => {
    await start(auth);
    let count = 0;
    token = () => tokens(`token-${++count}`);
    const { id } = await connect();
    const [first] = asked('/token');
    expect(Object.fromEntries(new URLSearchParams(first!.body))).toEqual({
      ...{ grant_type: 'account_credentials', account_id: 'acc', scope: 'a b' },
    });
    const basic = Buffer.from('theirs:s%3A1').toString('base64');
    expect(first!.headers).toMatchObject({ authorization: `Basic ${basic}`, 'x-version': '7' });
    await test_.app.executeAction(act(id, 'act'), call);
    expect(asked('/act')[0]!.headers.authorization).toBe('Bearer token-1');
    ahead = 3_601;
    await Promise.all(Array.from({ length: 20 }, () => test_.app.executeAction(act(id, 'act'), call)));
    expect(count).toBe(2);
    expect(asked('/act').at(-1)!.headers.authorization).toBe('Bearer token-2');
  });

  test('that the provider does not know makes no connection; one that it forgets needs its end user', async () => {
    await start(auth);
    token = () => ({ status: 401, body: { error: 'invalid_client' } });
    await expect(connect()).rejects.toMatchObject({ code: 'CONNECTION.INVALID_CREDENTIALS' });
    token = () => tokens('token');
    const { id } = await connect();
    ahead = 3_601;
    token = () => ({ status: 503, body: '<html>' });
    await expect(test_.app.executeAction(act(id, 'act'), call)).rejects.toMatchObject({
      code: 'PROVIDER.UNAVAILABLE',
    });
    expect((await test_.app.getConnection({ connectionId: id }, call)).status).toBe('active');
    token = () => ({ status: 401, body: { error: 'invalid_client' } });
    await expect(test_.app.executeAction(act(id, 'act'), call)).rejects.toMatchObject({
      code: 'CONNECTION.NEEDS_REAUTH',
    });
  });
});

test.each([
  ['the account', { account: { request: { method: 'GET', path: '/echo' }, id: '${body.id}' } }],
  [
    'a parameter',
    {
      params: [
        {
          ...{ id: 'site', title: 'Site', description: 'Site', pattern: '^[a-z]+$' },
          from: { request: { method: 'GET', path: '/echo' }, value: '${body.id}' },
        },
      ],
    },
  ],
])('a refusal to tell %s does not show the key that it repeats', async (_what, more) => {
  const rules = { authorization: 'Key ${credentials.key}', errors: { message: 'message' } };
  await start({ type: 'apiKey', fields: [field('key')] }, { ...rules, ...more });
  const error: unknown = await test_.app
    .createConnection({ ...given, credentials: { key: 'sk-very-secret' } }, call)
    .catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: 'PROVIDER.ERROR' });
  expect(JSON.stringify([(error as Error).message, error])).toContain('what Key');
  expect(JSON.stringify([(error as Error).message, error])).not.toContain('very-secret');
});

describe.each([
  ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['EdDSA', () => generateKeyPairSync('ed25519')],
] as const)('a key pair, %s', (algorithm, generate) => {
  const { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject } = generate();
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const auth = {
    type: 'keyPair',
    fields: [field('privateKey'), field('keyId'), field('issuer')],
    algorithm,
    header: { kid: '${credentials.keyId}' },
    claims: { iss: '${credentials.issuer}', aud: 'tried-v1', sub: '${params.site}' },
    lifetimeSeconds: 600,
  };
  const site = { ...field('site'), pattern: '^[a-z0-9-]{1,20}$' };
  const connect = (privateKeyText = pem) =>
    test_.app.createConnection(
      {
        ...{ ...given, params: { site: 'acme' } },
        credentials: { privateKey: privateKeyText, keyId: 'k1', issuer: 'iss' },
      },
      call,
    );
  const verify = async (jwt: string) => {
    const currentDate = new Date(Date.now() + ahead * 1_000);
    const { payload, protectedHeader } = await jwtVerify(jwt, publicKey, { currentDate });
    expect(protectedHeader).toEqual({ alg: algorithm, typ: 'JWT', kid: 'k1' });
    expect(payload).toMatchObject({ iss: 'iss', aud: 'tried-v1', sub: 'acme' });
    expect(payload.exp! - payload.iat!).toBe(600);
    return payload;
  };

  test('signs the token that requests carry, anew before it ends', async () => {
    await start(auth, { params: [site] });
    const { id } = await connect();
    await test_.app.executeAction(act(id, 'act'), call);
    ahead = 601;
    await test_.app.executeAction(act(id, 'act'), call);
    const jwts = asked('/act').map(({ headers }) => headers.authorization!.replace('Bearer ', ''));
    ahead = 0;
    const first = await verify(jwts[0]!);
    ahead = 601;
    const second = await verify(jwts[1]!);
    expect(second.iat! - first.iat!).toBeGreaterThanOrEqual(600);
  });

  test('signs an assertion that is exchanged for a token; line breaks may be escaped', async () => {
    const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    await start({ ...auth, exchange: { tokenUrl: '/token', grantType } }, { params: [site] });
    token = () => tokens('exchanged');
    const { id } = await connect(pem.replaceAll('\n', '\\n'));
    const form = new URLSearchParams(asked('/token')[0]!.body);
    expect(form.get('grant_type')).toBe(grantType);
    await verify(form.get('assertion')!);
    await test_.app.executeAction(act(id, 'act'), call);
    expect(asked('/act')[0]!.headers.authorization).toBe('Bearer exchanged');
  });

  test('that is none is refused, its field named', async () => {
    await start(auth, { params: [site] });
    await expect(connect('-----BEGIN PRIVATE KEY-----\nnone')).rejects.toMatchObject({
      code: 'CONNECTION.INVALID_CREDENTIALS',
      fields: [{ path: 'credentials.privateKey', message: `is no private key for ${algorithm} in PEM` }],
    });
  });
});

describe('an authorization that deviates', () => {
  const auth = {
    ...{ type: 'oauth2', authorizationUrl: '/authorize', tokenUrl: '/token' },
    ...{ clientAuthentication: 'body', pkce: false, clientIdName: 'client_key', scopeName: 'user_scope' },
    token: {
      accessToken: 'data.access',
      refreshToken: 'data.refresh',
      expiresIn: 'data.left',
      scope: 'data.may',
    },
  };
  const answer = {
    data: { access: 'a1', refresh: 'r1', left: 60, may: 'x,y' },
    instance: 'https://eu7.tried.example/x',
  };
  const more = {
    scopes: [{ id: 'x', description: 'x', default: true }],
    params: [
      {
        ...field('instance'),
        pattern: '^[a-z0-9]+\\.tried\\.example$',
        from: { value: '${token.instance | host}' },
      },
      { ...field('company'), pattern: '^[0-9]{1,9}$', from: { value: '${callback.companyId}' } },
      {
        ...field('site'),
        pattern: '^site-[0-9]$',
        from: { request: { method: 'GET', path: '/sites' }, value: '${body.0.id}' },
      },
    ],
  };

  test('is read where the provider says it, and the connection knows what its addresses depend on', async () => {
    await start(auth, {
      ...more,
      account: {
        request: { method: 'GET', path: '/of/${params.site}' },
        id: '${params.company}-${token.data.may}',
      },
    });
    token = () => ({ body: answer });
    const { asked: sent, back } = await beginAt(test_.app, call, 'ann', 'tried');
    expect([sent.get('client_key'), sent.get('user_scope'), sent.get('client_id')]).toEqual([
      'ours',
      'x',
      null,
    ]);
    const { connection } = await test_.app.exchangeCode({ ...back, callback: { companyId: '42' } }, call);
    expect(connection).toMatchObject({
      scopes: ['x', 'y'],
      params: { instance: 'eu7.tried.example', company: '42', site: 'site-7' },
      account: { id: '42-x,y' },
    });
    expect(new URLSearchParams(asked('/token')[0]!.body).get('client_key')).toBe('ours');
    expect(asked('/of/site-7')).toHaveLength(1);
    ahead = 61;
    await test_.app.executeAction(act(connection.id, 'act'), call);
    expect(new URLSearchParams(asked('/token')[1]!.body).get('refresh_token')).toBe('r1');
  });

  test.each([
    ['a host of somebody else', { ...answer, instance: 'https://evil.example/' }, '42'],
    ['nothing at all', { data: answer.data }, '42'],
    ['what the browser brings and does not fit', answer, '../42'],
  ])('%s is not taken for a parameter', async (_what, body, companyId) => {
    await start(auth, more);
    token = () => ({ body });
    const { back } = await beginAt(test_.app, call, 'ann', 'tried');
    await expect(test_.app.exchangeCode({ ...back, callback: { companyId } }, call)).rejects.toMatchObject({
      code: 'PROVIDER.ERROR',
    });
  });
});
