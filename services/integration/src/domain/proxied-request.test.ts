import { forwardedHeaders, proxiedUrl, requireProxied, returnedHeaders } from './proxied-request.ts';
import type { Provider } from './provider.ts';

const provider = {
  name: 'Acme',
  baseUrl: 'https://api.acme.example/v2/',
  query: { key: '${credentials.key}' },
} as unknown as Provider;
const url = (path: string, query = '') => proxiedUrl(provider, path, query).href;

test.each([
  ['users/1', '', 'https://api.acme.example/v2/users/1'],
  ['', '', 'https://api.acme.example/v2/'],
  ['users/', '', 'https://api.acme.example/v2/users/'],
  ['projects/group%2Fname/issues', '', 'https://api.acme.example/v2/projects/group%2Fname/issues'],
  ['files/a%20b', 'q=1&q=2&x=%2F', 'https://api.acme.example/v2/files/a%20b?q=1&q=2&x=%2F'],
  ['what%3Fever', '', 'https://api.acme.example/v2/what%3Fever'],
  ['v1.0/..hidden/x..', '', 'https://api.acme.example/v2/v1.0/..hidden/x..'],
  ['users', 'key=mine&k%65y=mine&page=2', 'https://api.acme.example/v2/users?page=2'],
  ['100%25', '', 'https://api.acme.example/v2/100%25'],
  ['100%25zz/%25ff', '', 'https://api.acme.example/v2/100%25zz/%25ff'],
  [
    'caf%C3%A9/%E2%82%AC/%F0%9F%98%80/\u00e0',
    '',
    'https://api.acme.example/v2/caf%C3%A9/%E2%82%AC/%F0%9F%98%80/%C3%A0',
  ],
  ['users@evil.example', '', 'https://api.acme.example/v2/users@evil.example'],
])('%j with %j leads to %s', (path, query, expected) => {
  expect(url(path, query)).toBe(expected);
});

test.each([
  ...['..', '.', '../x', 'a/../../x', 'a/./b', '%2e%2e/x', '.%2E/x', 'a/%2e%2e/%2e%2e/x', 'a%2f..%2f..%2fx'],
  ...[
    '%252e%252e/x',
    'a%255c..',
    '..;/x',
    'a/..;v=1/x',
    '/evil.example/x',
    '/',
    '//evil.example',
    'a//b',
    '\\evil',
  ],
  ...[
    'a\\..\\x',
    'a%5c..%5cx',
    '%2fevil.example',
    'a%2f%2fb',
    'a b',
    'a\tb',
    'a%00b',
    'a%0d%0ab',
    'a?b',
    'a#b',
    '%',
  ],
  ...['%E0%A4%A', '%25252525252e%25252525252e/x', '%', 'a%zz', '%ff'],
  // Broken further in, where the first decoding is none the wiser.
  ...['%252e%252e%2f%25zz', '%252e%252e%252f%25zz', 'a%252f%252e%252e%252f%25ff', '%2525zz%2f%252e%252e'],
  ...['a%2f%25252e%25252e%2f%2525', '%2525%2f..%2f..', '%25%2f%252e.', '%25e0%25a4%252f%252e%252e%252f'],
  ...[
    '%25u002e%25u002e%252fx',
    'x%25/%252e%252e',
    'a%255c%252e%252e%255c%25zz',
    '%25zz%250d%250a',
    '%25zz%2500',
  ],
  ...[
    '%25c0%25ae%25c0%25ae%252fx',
    '%25e0%2580%25ae/x',
    '%2525c0%2525af',
    '..%20/x',
    '..%3fx/y',
    '%252e%252e%23/%25zz',
  ],
])('%j is refused', path => {
  expect(() => url(path)).toThrow(
    expect.objectContaining({ code: 'PROXY.INVALID_PATH', kind: 'invalidArgument' }) as Error,
  );
});

test('an entry can forbid the proxy, or methods of it; what an adapter signs cannot be passed through', () => {
  const may = (change: object, method: string) => () => {
    requireProxied({ ...provider, ...change }, method);
  };
  const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])
    expect(may({}, method)).not.toThrow();
  for (const method of ['TRACE', 'CONNECT', 'OPTIONS'])
    expect(may({}, method)).toThrow(code('PROXY.METHOD_NOT_ALLOWED'));
  expect(may({ proxy: false }, 'GET')).toThrow(code('PROXY.FORBIDDEN'));
  expect(may({ adapter: 'aws' }, 'GET')).toThrow(code('PROXY.FORBIDDEN'));
  expect(may({ proxy: { methods: ['GET'] } }, 'HEAD')).not.toThrow();
  expect(may({ proxy: { methods: ['GET'] } }, 'POST')).toThrow(code('PROXY.METHOD_NOT_ALLOWED'));
});

test('headers that name a caller, a connection or our own origin go neither way', () => {
  const common = [
    ['Content-Type', 'text/plain'],
    ['X-Custom', '1'],
    ['Connection', 'close, X-Hop'],
    ['X-Hop', '1'],
    ['TE', 'trailers'],
  ] as const;
  const asked = [
    ...common,
    ['Authorization', 'Bearer ours'],
    ['cookie', 'a=b'],
    ['X-API-Key', 'k'],
    ['X-Forwarded-For', '1.2.3.4'],
    ['Sec-Fetch-Mode', 'cors'],
    ['Host', 'us'],
    ['Idempotency-Key', 'i'],
  ] as const;
  expect(forwardedHeaders(asked)).toEqual([
    ['content-type', 'text/plain'],
    ['x-custom', '1'],
    ['idempotency-key', 'i'],
  ]);
  const answered = [
    ...common,
    ['Set-Cookie', 'a=b'],
    ['Access-Control-Allow-Origin', '*'],
    ['X-API-Key', 'k'],
    ['ETag', '"1"'],
    ['Strict-Transport-Security', 'x'],
  ] as const;
  expect(returnedHeaders(answered, { names: [], secrets: [] })).toEqual([
    ['content-type', 'text/plain'],
    ['x-custom', '1'],
    ['etag', '"1"'],
  ]);
});

describe('headers that repeat a key of the connection', () => {
  const secrets = ['s3cr/et=key', 'ab'];
  const back = (name: string, value: string) =>
    new Map(returnedHeaders([[name, value]], { names: ['key'], secrets })).get(name.toLowerCase());

  test.each([
    [
      'Link',
      '<https://x.example/a?key=1&page=2>; rel="next", </b?page=1&KEY=1>; rel="prev", <c?k%65y=1#d>; rel="x"',
      '<https://x.example/a?page=2>; rel="next", </b?page=1>; rel="prev", <c#d>; rel="x"',
    ],
    ['Location', '/things/1?key=s3cr%2Fet%3Dkey', '/things/1'],
    ['Content-Location', 'https://x.example/?a=b&key=1&c=%20d#key=2', 'https://x.example/?a=b&c=%20d#key=2'],
    ['Location', 'https://x.example/bot-s3cr/et=key/a?b=ab', 'https://x.example/bot-***/a?b=ab'],
    ['Location', '/login?next=%2Fa%3Fother%3Ds3cr%252Fet%253Dkey', '/login?next=%2Fa%3Fother%3D***'],
    ['location', '/a?other=s3cr%2fet%3dkey', '/a?other=***'],
    ['X-Asked', '/a?key=s3cr/et=key', '/a?key=***'],
    ['Etag', '"a?key=1"', '"a?key=1"'],
  ])('%s: %s', (name, value, expected) => {
    expect(back(name, value)).toBe(expected);
  });
});
