import { buildRequest } from './provider-request.ts';
import type { Provider, RequestRule } from './provider.ts';

const provider = {
  baseUrl: 'https://api.example/v1/',
  headers: { 'X-Version': '7' },
  authorization: 'Bearer ${credentials.accessToken}',
} as unknown as Provider;

const credentials = { accessToken: 'secret' };

function build(rule: Partial<RequestRule>, input: object = {}) {
  return buildRequest(
    provider,
    { method: 'POST', path: '/things', encoding: 'json', ...rule },
    { input, credentials },
  );
}

test('makes a request with credentials, headers and a JSON body', () => {
  const rule = {
    headers: { 'X-Extra': '${input.extra}' },
    body: { name: '${input.name}', none: '${input.none}' },
  };
  expect(build(rule, { name: 'Ünï', extra: 'e' })).toEqual({
    method: 'POST',
    url: 'https://api.example/v1/things',
    headers: {
      accept: 'application/json',
      'user-agent': 'NeighbourHood',
      authorization: 'Bearer secret',
      'x-version': '7',
      'x-extra': 'e',
      'content-type': 'application/json',
    },
    body: '{"name":"Ünï"}',
  });
});

test('writes a form with nested fields', () => {
  const rule = {
    encoding: 'form' as const,
    body: { amount: '${input.amount}', metadata: '${input.metadata}', on: true },
  };
  const { body, headers } = build(rule, { amount: 5, metadata: { a: 'x y', b: '&' } });
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(body).toBe('amount=5&metadata%5Ba%5D=x+y&metadata%5Bb%5D=%26&on=true');
});

test('puts a query together, without what is absent', () => {
  const { url, body } = build(
    { method: 'GET', query: { q: '${input.q}', page: '${input.page}' } },
    { q: 'a&b=c' },
  );
  expect(url).toBe('https://api.example/v1/things?q=a%26b%3Dc');
  expect(body).toBeUndefined();
});

test('takes another host where the rule names one', () => {
  expect(build({ baseUrl: 'https://other.example' }).url).toBe('https://other.example/things');
});

test('keeps a field of the path in its place', () => {
  const path = '/repos/{owner}/issues';
  expect(build({ path }, { owner: 'a/../b?x#y' }).url).toBe(
    'https://api.example/v1/repos/a%2F..%2Fb%3Fx%23y/issues',
  );
});

test.each(['', '.', '..'])('refuses %p as a field of the path', owner => {
  expect(() => build({ path: '/repos/{owner}' }, { owner })).toThrow(
    expect.objectContaining({
      code: 'ACTION.INVALID_INPUT',
      fields: [expect.objectContaining({ path: 'owner' })],
    }),
  );
});
