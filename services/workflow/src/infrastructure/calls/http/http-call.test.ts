import {
  answer,
  type CallServer,
  errorOf,
  perform,
  type Performing,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { type JsonObject } from '../../../domain/json.ts';

const calls = testCalls();
let server: CallServer;
let other: CallServer;

beforeAll(async () => {
  [server, other] = await Promise.all([startCallServer(), startCallServer()]);
});

beforeEach(() => {
  for (const each of [server, other]) {
    each.seen.length = 0;
    each.handle = (_, response) => answer(response, { ok: true });
  }
});

afterAll(() => Promise.all([calls.close(), server.stop(), other.stop()]));

const http = (given: JsonObject, more?: Performing) =>
  perform(calls, 'http', { method: 'get', endpoint: server.url, ...given }, more);
const content = (type: string, body: string | Buffer) => {
  server.handle = (_, response) => void response.writeHead(200, { 'content-type': type }).end(body);
};

describe('the request', () => {
  test('has method, expanded URI, query, headers and body', async () => {
    const given = {
      method: 'post',
      endpoint: { uri: `${server.url}/pets/{petId}?status={status}` },
      query: { tag: ['a', 'b'], limit: 10, none: null },
      headers: { 'X-Trace': 'one', accept: 'application/x-pet' },
      body: { name: 'Rex' },
    };
    const { output } = await http(given, { input: { petId: 'a/b ü', status: true } });
    expect(output).toEqual({ ok: true });
    expect(server.seen).toEqual([
      {
        method: 'POST',
        url: '/pets/a%2Fb%20%C3%BC?status=true&tag=a&tag=b&limit=10',
        headers: expect.objectContaining({
          'x-trace': 'one',
          accept: 'application/x-pet',
          'content-type': 'application/json',
          'idempotency-key': 'exe_1:abc',
          'user-agent': 'NeighbourHood-Workflow/1.0',
        }),
        body: '{"name":"Rex"}',
      },
    ]);
  });

  test("carries the author's idempotency key, if there is one", async () => {
    await http({ headers: { 'Idempotency-Key': 'mine' } });
    expect(server.seen[0]?.headers['idempotency-key']).toBe('mine');
  });

  test.each<[string, JsonObject, string | undefined, string]>([
    ['an object', { body: { a: 1 } }, 'application/json', '{"a":1}'],
    ['a list', { body: [1] }, 'application/json', '[1]'],
    ['a string', { body: 'text' }, 'application/json', '"text"'],
    ['false', { body: false }, 'application/json', 'false'],
    ['nothing', { body: null }, undefined, ''],
    ['text as text', { body: 'text', headers: { 'content-type': 'text/plain' } }, 'text/plain', 'text'],
    [
      'JSON as text',
      { body: '{"a": 1}', headers: { 'content-type': 'application/json' } },
      'application/json',
      '{"a": 1}',
    ],
    [
      'a form',
      { body: { a: 'x y', b: [1, 2] }, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      'application/x-www-form-urlencoded',
      'a=x+y&b=1&b=2',
    ],
    [
      'JSON of another name',
      { body: { a: 1 }, headers: { 'Content-Type': 'application/merge-patch+json' } },
      'application/merge-patch+json',
      '{"a":1}',
    ],
  ])('has a body of its type: %s', async (_name, given, type, body) => {
    await http({ method: 'PUT', ...given });
    expect(server.seen[0]).toMatchObject({ method: 'PUT', body });
    expect(server.seen[0]?.headers['content-type']).toBe(type);
  });

  test.each<[string, JsonObject, string]>([
    [
      'a body that cannot be written',
      { body: {}, headers: { 'content-type': 'multipart/form-data' } },
      'multipart',
    ],
    ['a line break in a header', { headers: { 'x-a': 'b\r\nx-c: d' } }, 'x-a'],
    ['a header that frames', { headers: { 'Transfer-Encoding': 'chunked' } }, 'transfer-encoding'],
    ['the header Host', { headers: { Host: 'a.example' } }, 'host'],
    ['a method that is none', { method: 'GET / HTTP/1.1' }, 'method'],
    ['another scheme', { endpoint: 'ftp://a.example' }, 'ftp:'],
    ['a relative URI', { endpoint: '/pets' }, 'absolute'],
    ['credentials in the URI', { endpoint: 'http://a:b@127.0.0.1' }, 'user name'],
    ['headers that are no object', { headers: 'x' }, 'with.headers'],
    ['an unknown output', { output: 'xml' }, 'with.output'],
  ])('is refused with %s', async (_name, given, said) => {
    const error = await errorOf(http(given));
    expect(error).toMatchObject({
      type: 'configuration',
      status: 400,
      detail: expect.stringContaining(said),
    });
    expect(server.seen).toEqual([]);
  });

  test('is refused when a value of the URI is an object, or would name another path', async () => {
    const endpoint = `${server.url}/pets/{id}`;
    for (const id of [{}, [], '..', '.']) {
      expect(await errorOf(http({ endpoint }, { input: { id } }))).toMatchObject({
        type: 'expression',
        status: 400,
      });
    }
  });
});

describe('the output', () => {
  test.each([
    ['application/json; charset=utf-8', '{"a":[1,null]}', { a: [1, null] }],
    ['application/problem+json', '{"a":1}', { a: 1 }],
    ['text/html', '<p>hello', '<p>hello'],
    ['text/plain; charset=iso-8859-1', Buffer.from([0xe4]), 'ä'],
    ['application/xml', '<a/>', '<a/>'],
    ['image/png', Buffer.from([0x89, 0x50]), 'iVA='],
  ])('of %s is its content', async (type, body, expected) => {
    content(type, body);
    expect((await http({})).output).toEqual(expected);
  });

  test.each([
    ['JSON', '{"a":1}', { a: 1 }],
    ['text', 'hello', 'hello'],
    ['bytes', Buffer.from([0xff, 0xfe]), '//4='],
  ])('without a type is what it can be read as: %s', async (_name, body, expected) => {
    server.handle = (_, response) => void response.writeHead(200).end(body);
    expect((await http({})).output).toEqual(expected);
  });

  test('of nothing is null', async () => {
    server.handle = (_, response) => void response.writeHead(204).end();
    expect((await http({})).output).toBeNull();
    expect((await http({ output: 'raw' })).output).toBeNull();
  });

  test('raw is base64 of whatever there is', async () => {
    content('application/json', '{"a":1}');
    expect((await http({ output: 'raw' })).output).toBe(Buffer.from('{"a":1}').toString('base64'));
  });

  test('response has the request without secrets', async () => {
    const { output } = await http({
      endpoint: `${server.url}/x?api_key=hush&page=2`,
      headers: { 'X-Api-Key': 'hush', Cookie: 'sid=hush', 'x-plain': 'seen' },
      output: 'response',
    });
    expect(output).toMatchObject({
      request: {
        method: 'get',
        uri: `${server.url}/x?api_key=***&page=2`,
        headers: { 'x-plain': 'seen', 'idempotency-key': 'exe_1:abc' },
      },
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      content: { ok: true },
    });
    expect(JSON.stringify(output)).not.toContain('hush');
  });

  test('of a HEAD request is null', async () => {
    expect((await http({ method: 'head' })).output).toBeNull();
  });
});

describe('a status other than 2xx', () => {
  test.each([400, 401, 404, 429, 500, 503])('is a communication error with %i', async status => {
    server.handle = (_, response) => answer(response, { message: 'no such pet' }, status);
    expect(await errorOf(http({}))).toMatchObject({
      type: 'communication',
      status,
      detail: `GET 127.0.0.1:${server.port} answered ${status}: {"message":"no such pet"}`,
    });
  });

  test('repeats no more than 500 characters of the answer', async () => {
    server.handle = (_, response) => answer(response, 'x'.repeat(10_000), 500);
    const { detail = '' } = await errorOf(http({}));
    expect(detail.length).toBeLessThan(560);
  });

  test('repeats no secret header of the author that the server echoes', async () => {
    server.handle = ({ headers }, response) => answer(response, headers, 400);
    const headers = { 'X-Api-Key': 'hush-hush', Authorization: 'Token hush-too', 'X-Plain': 'shown' };
    const { detail } = await errorOf(http({ headers }));
    expect(detail).toContain('shown');
    expect(detail).not.toContain('hush');
  });

  test('repeats no bytes', async () => {
    server.handle = (_, response) => void response.writeHead(500, { 'content-type': 'image/png' }).end('abc');
    expect((await errorOf(http({}))).detail).toBe(`GET 127.0.0.1:${server.port} answered 500`);
  });
});

describe('redirects', () => {
  const redirectTo = (location: string, status = 302) => {
    server.handle = ({ url }, response) =>
      url === '/start' ? void response.writeHead(status, { location }).end() : answer(response, { ok: true });
  };
  const start = (more: JsonObject = {}) => http({ endpoint: `${server.url}/start`, ...more });

  test('are errors unless the task says otherwise', async () => {
    redirectTo('/next');
    expect(await errorOf(start())).toMatchObject({ type: 'communication', status: 302 });
    expect(server.seen).toHaveLength(1);
  });

  test.each([301, 302, 307, 308])('with %i are followed by a get when the task says so', async status => {
    redirectTo('/next', status);
    expect((await start({ redirect: true })).output).toEqual({ ok: true });
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /start', 'GET /next']);
  });

  test.each([
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', '{"a":1}'],
    [308, 'POST', '{"a":1}'],
  ])('of a post with %i go on with %s', async (status, method, body) => {
    redirectTo('/next', status);
    await start({ method: 'post', body: { a: 1 }, redirect: true });
    expect(server.seen[1]).toMatchObject({ method, body, url: '/next' });
  });

  test('without a place to go are an answer', async () => {
    server.handle = (_, response) => void response.writeHead(304).end();
    expect((await start({ redirect: true, output: 'response' })).output).toMatchObject({ statusCode: 304 });
  });

  test('in a circle end', async () => {
    redirectTo('/start');
    expect(await errorOf(start({ redirect: true }))).toMatchObject({
      type: 'communication',
      status: 302,
      detail: expect.stringContaining('more than 5 times'),
    });
    expect(server.seen).toHaveLength(6);
  });

  test('to a private address are refused', async () => {
    for (const location of ['http://10.0.0.1/', 'http://169.254.169.254/latest', 'http://a.internal/']) {
      redirectTo(location);
      expect(await errorOf(start({ redirect: true }))).toMatchObject({ type: 'configuration' });
    }
  });

  test('to another scheme are refused', async () => {
    redirectTo('file:///etc/passwd');
    expect(await errorOf(start({ redirect: true }))).toMatchObject({ type: 'configuration' });
  });

  test('to another origin take nothing secret along', async () => {
    redirectTo(`${other.url}/next`, 307);
    const endpoint = { uri: `${server.url}/start`, authentication: { bearer: { token: 'hush-hush' } } };
    const headers = { 'X-Api-Key': 'hush-hush', Cookie: 'a=hush-hush', 'Accept-Language': 'de' };
    await http({ method: 'post', endpoint, headers, body: {}, redirect: true });
    expect(server.seen[0]?.headers.authorization).toBe('Bearer hush-hush');
    expect(other.seen[0]?.headers).toMatchObject({
      'accept-language': 'de',
      'content-type': 'application/json',
    });
    expect(JSON.stringify(other.seen)).not.toContain('hush-hush');
  });

  test('there and back again get no credentials a second time', async () => {
    redirectTo(`${other.url}/back`);
    other.handle = (_, response) => void response.writeHead(302, { location: `${server.url}/end` }).end();
    const endpoint = { uri: `${server.url}/start`, authentication: { bearer: { token: 'hush-hush' } } };
    await http({ endpoint, redirect: true });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer hush-hush', undefined]);
  });
});
