import { buildActionRequest, buildRequest } from './provider-request.ts';
import type { Action, Provider, RequestRule } from './provider.ts';

const provider = {
  baseUrl: 'https://api.example/v1/',
  auth: { type: 'oauth2' },
  headers: { 'X-Version': '7' },
  query: {},
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

test('a request of a workspace’s own provider is no larger than it may be, wherever its templates are', () => {
  const many = '${credentials.accessToken}'.repeat(1_000);
  const rule = { method: 'POST', path: '/things', encoding: 'json' } as const;
  const large = { credentials: { accessToken: 'x'.repeat(10_000) } };
  const own = { ...provider, name: 'Ours', own: true as const };
  for (const change of [{ headers: { a: many } }, { query: { a: many } }, { authorization: many }])
    expect(() => buildRequest({ ...own, ...change }, rule, large)).toThrow(
      expect.objectContaining({ code: 'PROVIDER.ERROR' }),
    );
  expect(() => buildRequest(own, { ...rule, body: { a: many } }, large)).toThrow('makes more of this');
  expect(buildRequest(own, rule, large)).toHaveProperty('url', 'https://api.example/v1/things');
});

test('a header that input cannot stand in is refused before anything is sent', () => {
  const headers = { 'x-file-name': '${input.name}', 'x-both': '${input.a}-${input.b}' };
  const refusal = (...paths: string[]) =>
    expect.objectContaining({
      code: 'ACTION.INVALID_INPUT',
      fields: paths.map(path => expect.objectContaining({ path }) as object),
    }) as Error;
  for (const name of ['a\r\nx: y', 'a\n', 'a\0', '€.png', '\u007f'])
    expect(() => build({ headers }, { name })).toThrow(refusal('input.name'));
  expect(() => build({ headers }, { b: '\n' })).toThrow(refusal('input.a', 'input.b'));
  expect(build({ headers }, { name: 'é\t.png' }).headers).toMatchObject({ 'x-file-name': 'é\t.png' });
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

const keyed = (more: object) =>
  buildRequest(
    { ...provider, ...more },
    { method: 'GET', path: '/accounts/${credentials.account}/{id}', encoding: 'json' },
    { input: { id: 'a/b' }, credentials: { account: 'AC 1', key: 'k:ü' } },
  );

test('makes HTTP Basic credentials of a rule, and puts what belongs there into the path', () => {
  const auth = { type: 'basic', username: '${credentials.account}', password: '${credentials.key}' };
  const { url, headers } = keyed({ auth });
  expect(url).toBe('https://api.example/v1/accounts/AC%201/a%2Fb');
  expect(headers['authorization']).toBe(`Basic ${Buffer.from('AC 1:k:ü').toString('base64')}`);
});

test('sends keys in a header or in the query where the provider wants them there', () => {
  const { url, headers } = keyed({
    authorization: '',
    headers: { 'X-Key': '${credentials.key}' },
    query: { account: '${credentials.account}' },
  });
  expect(headers).not.toHaveProperty('authorization');
  expect(headers['x-key']).toBe('k:ü');
  expect(url).toContain('?account=AC+1');
});

describe('what is absent', () => {
  const body = {
    options: { path: '${input.path}', deep: { x: '${input.x}' } },
    none: {},
    list: '${input.list}',
  };

  test('leaves out objects that are made of nothing else', () => {
    expect(build({ body }).body).toBe('{"none":{}}');
    expect(build({ body: { options: { path: '${input.path}' } } }).body).toBe('{}');
    expect(build({ body }, { x: 1 }).body).toBe('{"options":{"deep":{"x":1}},"none":{}}');
    expect(build({ body: { a: { b: '${input.none}' } } }, { none: null }).body).toBe('{"a":{"b":null}}');
  });

  test('leaves every item of a list that is mapped', () => {
    const each = { items: { $each: '${input.list}', as: { id: '${item.id}' } } };
    expect(build({ body: each }, { list: [{ id: 1 }, {}] }).body).toBe('{"items":[{"id":1},{}]}');
  });
});

describe('the request of an action', () => {
  const key = 'ab'.repeat(32);
  const request: RequestRule = {
    ...{ method: 'POST', path: '/list', encoding: 'json' },
    ...{ query: { a: '1' }, body: { path: '${input.path}' } },
  };
  const make = (action: Partial<Action>, input: object, cursor = '') =>
    buildActionRequest(
      provider,
      { request, ...action } as Action,
      { input, credentials },
      { idempotencyKey: key, cursor },
    );

  test('has an idempotency key where the provider takes one', () => {
    expect(make({ idempotencyHeader: 'X-Key' }, {}).headers['x-key']).toBe(key);
    expect(make({ idempotencyField: 'body.keys.own' }, {}).body).toBe(
      `{"keys":{"own":"${'ab'.repeat(16)}"}}`,
    );
    const { url, body } = make({ idempotencyField: 'query.requestid' }, { path: '/' });
    expect([new URL(url).search, body]).toEqual([`?a=1&requestid=${'ab'.repeat(16)}`, '{"path":"/"}']);
    expect(make({}, {})).toMatchObject({ body: '{}' });
  });

  test('for a page with a path of its own holds nothing but the cursor', () => {
    const pagination = { type: 'cursor', in: 'body.cursor', from: 'cursor', path: '/list/continue' } as const;
    expect(make({ pagination }, { path: '/x' })).toMatchObject({
      ...{ url: 'https://api.example/v1/list?a=1', body: '{"path":"/x"}' },
    });
    expect(make({ pagination }, { path: '/x' }, 'https://evil.example')).toMatchObject({
      ...{ url: 'https://api.example/v1/list/continue', body: '{"cursor":"https://evil.example"}' },
    });
  });

  test('has a cursor as the number that it was', () => {
    const pagination = { type: 'cursor', in: 'body.cursor', from: 'cursor', numeric: true } as const;
    expect(make({ pagination }, {}, '1643332803000').body).toBe('{"cursor":1643332803000}');
    expect(make({ pagination: { ...pagination, numeric: false } }, {}, '7').body).toBe('{"cursor":"7"}');
  });

  test('for a page that is a whole query keeps what is the connection’s', () => {
    const held = { ...provider, query: { key: '${credentials.accessToken}', v: '2' } };
    const action = {
      pagination: { type: 'link' },
      request: { ...request, query: { a: '1', sig: 'x-${credentials.accessToken}' } },
    } as Partial<Action> as Action;
    const cursor = 'page=2&key=mine&v=1&sig=mine&a=3';
    const { url } = buildActionRequest(held, action, { input: {}, credentials }, { cursor });
    const { accessToken } = credentials;
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      ...{ key: accessToken, v: '2', sig: `x-${accessToken}`, page: '2', a: '3' },
    });
    expect([...new URL(url).searchParams.keys()]).toHaveLength(5);
  });
});
