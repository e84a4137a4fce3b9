import { located, paramProblems } from './connection-params.ts';
import type { Provider } from './provider.ts';

const provider = {
  params: [{ id: 'site', title: 'Site', description: 'As acme in acme.example', pattern: '^[a-z]+$' }],
  baseUrl: 'https://${params.site}.example',
  auth: {
    type: 'oauth2',
    authorizationUrl: 'https://${params.site}.example/auth',
    tokenUrl: 'https://${params.site}.example/token',
    issuer: 'https://${params.site}.example',
    revocation: { url: 'https://${params.site}.example/revoke/${credentials.accessToken}' },
  },
  account: { request: { path: '/me', baseUrl: 'https://${params.site}-id.example' } },
  actions: [{ request: { path: '/a', baseUrl: 'https://${params.site}-files.example' } }, { request: {} }],
} as unknown as Provider;

it('lets callers say only those parameters that are theirs, or theirs to choose', () => {
  const param = { title: 'Site', description: 'Its number', pattern: '^[0-9]+$' };
  const [own, found, chosen] = [
    { ...param, id: 'own' },
    { ...param, id: 'found', from: { value: '${token.site}', choice: false } },
    { ...param, id: 'chosen', from: { value: '${body.0.id}', choice: true } },
  ];
  const problems = (given: Record<string, string>) =>
    paramProblems({ params: [own, found, chosen] } as unknown as Provider, given).map(({ path }) => path);
  expect(problems({ own: '1' })).toEqual([]);
  expect(problems({ own: '1', chosen: '2' })).toEqual([]);
  expect(problems({ own: '1', chosen: 'a/b' })).toEqual(['params.chosen']);
  expect(problems({ own: '1', found: '2' })).toEqual(['params.found']);
});

it('puts the parameters of a connection into every address, and leaves other templates', () => {
  const there = located(provider, { site: 'acme' });
  expect(JSON.stringify(there)).not.toContain('${params');
  expect(there).toMatchObject({
    baseUrl: 'https://acme.example',
    auth: { revocation: { url: 'https://acme.example/revoke/${credentials.accessToken}' } },
    account: { request: { baseUrl: 'https://acme-id.example' } },
    actions: [{ request: { baseUrl: 'https://acme-files.example' } }, { request: {} }],
  });
  expect(JSON.stringify(provider)).toContain('${params');
});

it.each([
  [{}, 'params.site', 'is missing: As acme'],
  [{ site: '' }, 'params.site', 'is missing'],
  [{ site: 'evil.example/' }, 'params.site', 'is not as it should be: As acme'],
  [{ site: 'acme', more: 'x' }, 'params.more', 'is not known'],
  [JSON.parse('{"site":"acme","__proto__":"x"}'), 'params.__proto__', 'is not known'],
])('says what is wrong with %j', (given, path, message) => {
  expect(paramProblems(provider, given as Record<string, string>)).toEqual([
    { path, message: expect.stringContaining(message) },
  ]);
});

it('has nothing against what fits', () => {
  expect(paramProblems(provider, { site: 'acme' })).toEqual([]);
});
