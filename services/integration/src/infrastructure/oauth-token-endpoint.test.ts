import type { ClientCredentials, KeyPairAuth, OAuth2 } from '../domain/provider-auth.ts';
import type { ProviderRequest } from '../domain/provider-request.ts';
import { authSchema } from './auth-schema.ts';
import { createOAuthTokenEndpoint } from './oauth-token-endpoint.ts';

const client = { clientId: 'ours', clientSecret: 'secret' };
const { signal } = new AbortController();

function oauth(more: object): OAuth2 {
  const [authorizationUrl, tokenUrl] = ['https://them.test/auth', 'https://them.test/token'];
  return authSchema.parse({
    ...{ type: 'oauth2', authorizationUrl, tokenUrl, clientAuthentication: 'body', pkce: false },
    ...more,
  }) as OAuth2;
}

function createEndpoint() {
  const sent: ProviderRequest[] = [];
  const send = async (request: ProviderRequest) => {
    sent.push(request);
    return { status: 200, headers: {}, body: { access_token: 'a' } };
  };
  return { sent, endpoint: createOAuthTokenEndpoint({ send, now: () => new Date() }) };
}

test('further parameters go along with the code, not with a refresh token', async () => {
  const { sent, endpoint } = createEndpoint();
  const auth = oauth({ tokenParams: { expiring: '1' } });
  const redirectUri = 'https://us.test/callback';
  await endpoint.exchange(auth, client, { code: 'c', codeVerifier: 'v', redirectUri }, signal);
  await endpoint.refresh(auth, client, 'r', signal);
  const [exchange, refresh] = sent.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  const named = { client_id: 'ours', client_secret: 'secret' };
  expect(exchange).toEqual({
    ...{ grant_type: 'authorization_code', code: 'c', redirect_uri: redirectUri, expiring: '1' },
    ...named,
  });
  expect(refresh).toEqual({ grant_type: 'refresh_token', refresh_token: 'r', ...named });
});

test('a token is given back with the headers that the provider wants', async () => {
  const { sent, endpoint } = createEndpoint();
  const headers = { Authorization: 'Client ${client.secret}', 'x-token': '${credentials.accessToken}' };
  const revocation = { method: 'DELETE', url: 'https://them.test/gone', authentication: 'none', headers };
  const auth = oauth({ revocation: { ...revocation, encoding: 'form' } });
  await endpoint.revoke({ name: 'Them', auth }, client, { values: { accessToken: 'a' } }, signal);
  expect(sent).toEqual([
    {
      method: 'DELETE',
      url: 'https://them.test/gone',
      headers: { accept: 'application/json', authorization: 'Client secret', 'x-token': 'a' },
    },
  ]);
});

describe('templates of a workspace’s own provider', () => {
  const many = '${credentials.clientId}'.repeat(1_000);
  const credentials = { clientId: 'x'.repeat(10_000), clientSecret: 's', privateKey: 'k' };
  const own = { name: 'Ours', own: true } as const;
  const fields = Object.keys(credentials).map(id => ({ id, title: id, description: id }));
  const refused = {
    code: 'PROVIDER.ERROR',
    message: expect.stringContaining('makes more of this') as string,
  };

  test.each([
    ['parameters', { tokenParams: { a: many } }],
    ['a body', { tokenBody: { a: many } }],
  ])('make no endless %s of a token request', async (_what, more) => {
    const { sent, endpoint } = createEndpoint();
    const rules = { tokenUrl: 'https://them.test/token', clientAuthentication: 'body', fields };
    const auth = authSchema.parse({ type: 'clientCredentials', ...rules, ...more }) as ClientCredentials;
    await expect(endpoint.mint({ ...own, auth }, { credentials, params: {} }, signal)).rejects.toMatchObject(
      refused,
    );
    expect(sent).toEqual([]);
  });

  test.each(['header', 'claims'])('make no endless %s of a JWT', async part => {
    const { endpoint } = createEndpoint();
    const rules = { type: 'keyPair', algorithm: 'RS256', lifetimeSeconds: 60, fields };
    const auth = authSchema.parse({ ...rules, [part]: { a: many } }) as KeyPairAuth;
    await expect(endpoint.mint({ ...own, auth }, { credentials, params: {} }, signal)).rejects.toMatchObject(
      refused,
    );
  });

  test.each([{ url: `https://them.test/?${many}` }, { headers: { a: many } }, { body: { a: many } }])(
    'make no endless revocation',
    async change => {
      const { sent, endpoint } = createEndpoint();
      const rule = { method: 'POST', url: 'https://them.test/', authentication: 'none', encoding: 'json' };
      const auth = oauth({ revocation: { ...rule, ...change } });
      const given = { values: { accessToken: 'a', ...credentials } };
      await expect(endpoint.revoke({ ...own, auth }, client, given, signal)).rejects.toMatchObject(refused);
      expect(sent).toEqual([]);
    },
  );
});
