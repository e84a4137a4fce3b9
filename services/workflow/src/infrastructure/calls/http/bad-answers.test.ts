import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import {
  answer,
  type CallServer,
  errorOf,
  perform,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { type JsonObject } from '../../../domain/json.ts';

const calls = testCalls({ limits: { timeout: 1_000 } });
let server: CallServer;

beforeAll(async () => {
  server = await startCallServer();
});

afterAll(() => Promise.all([calls.close(), server.stop()]));

const json = { 'content-type': 'application/json' };
const get = (endpoint = server.url, more: JsonObject = {}) =>
  perform(calls, 'http', { method: 'get', endpoint, ...more });

test.each([
  ['HTML', '<html>'],
  ['half a document', '{"a":'],
  ['nesting without end', '['.repeat(400_000)],
  ['nesting that ends', '['.repeat(200) + ']'.repeat(200)],
])('%s where JSON was promised is a communication error', async (_name, body) => {
  server.handle = (_, response) => void response.writeHead(200, json).end(body);
  expect(await errorOf(get())).toMatchObject({
    type: 'communication',
    status: 502,
    detail: expect.stringContaining('JSON that cannot be read'),
  });
});

test('an empty body where JSON was promised is null', async () => {
  server.handle = (_, response) => void response.writeHead(200, json).end();
  expect((await get()).output).toBeNull();
});

test.each([
  ['announced', { 'content-length': '5000000' }],
  ['not announced', {}],
])('5 MB, %s, are not taken', async (_name, headers) => {
  server.handle = (_, response) => void response.writeHead(200, headers).end(Buffer.alloc(5_000_000));
  expect(await errorOf(get())).toMatchObject({
    type: 'communication',
    detail: expect.stringContaining('more than 1000000 bytes'),
  });
});

test('a body without end is broken off at its limit', async () => {
  let closed: Promise<unknown> | undefined;
  server.handle = (_, response) => {
    closed = once(response, 'close');
    response.writeHead(200);
    const more = () =>
      void response.write(Buffer.alloc(65_536), error => (error ? undefined : setImmediate(more)));
    more();
  };
  expect(await errorOf(get())).toMatchObject({ type: 'communication', status: 502 });
  await closed;
});

test('a small answer that unpacks to a large one is not taken', async () => {
  server.handle = (_, response) =>
    void response
      .writeHead(200, { ...json, 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(3_000_000)));
  expect(await errorOf(get())).toMatchObject({
    type: 'communication',
    detail: expect.stringContaining('unpacked'),
  });
});

test('an answer that was compressed unasked is unpacked', async () => {
  server.handle = (_, response) =>
    void response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
  expect((await get()).output).toEqual({ a: 1 });
});

test('what is compressed only by its name is a communication error', async () => {
  server.handle = (_, response) => void response.writeHead(200, { 'content-encoding': 'br' }).end('hello');
  expect(await errorOf(get())).toMatchObject({
    type: 'communication',
    detail: expect.stringContaining('unpacked'),
  });
});

test('a server that says nothing is a timeout', async () => {
  server.handle = () => undefined;
  expect(await errorOf(get())).toMatchObject({ type: 'timeout', status: 408 });
});

test('a body that stops half way is a timeout', async () => {
  server.handle = (_, response) => void response.writeHead(200, json).write('{"a":');
  expect(await errorOf(get())).toMatchObject({ type: 'timeout', status: 408 });
});

test('redirects share the time of the call', async () => {
  server.handle = (_, response) => {
    setTimeout(() => void response.writeHead(302, { location: '/' }).end(), 300);
  };
  expect(await errorOf(get(server.url, { redirect: true }))).toMatchObject({ type: 'timeout' });
});

test('a connection that is closed before the answer is a communication error', async () => {
  server.handle = (_, response) => void response.destroy();
  expect(await errorOf(get())).toMatchObject({
    type: 'communication',
    status: 503,
    detail: expect.stringContaining('closed the connection'),
  });
});

test('a connection that is closed in the middle of the answer is a communication error', async () => {
  server.handle = (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half', () => void response.destroy());
  };
  expect(await errorOf(get())).toMatchObject({ type: 'communication' });
});

test('nobody at that port is a communication error', async () => {
  expect(await errorOf(get(`http://127.0.0.1:${await freePort()}`))).toMatchObject({
    type: 'communication',
    status: 503,
  });
});

test('a name that does not exist is a communication error', async () => {
  expect(await errorOf(get('http://does-not-exist.invalid'))).toMatchObject({
    type: 'communication',
    status: 503,
  });
});

test('a server without TLS behind https is a communication error', async () => {
  expect(await errorOf(get(server.url.replace('http:', 'https:')))).toMatchObject({ type: 'communication' });
});

describe('what is no HTTP', () => {
  async function speaking(talk: (socket: Socket) => void): Promise<{ url: string; stop: () => void }> {
    const tcp = createServer(socket => {
      socket.on('error', () => undefined);
      socket.once('data', () => talk(socket));
    }).listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    return { url: `http://127.0.0.1:${(tcp.address() as AddressInfo).port}`, stop: () => tcp.close() };
  }

  test.each<[string, string, (socket: Socket) => void]>([
    ['a greeting of SSH', 'communication', socket => socket.end('SSH-2.0-OpenSSH\r\n')],
    [
      'headers that are too long',
      'communication',
      socket => socket.end(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n`),
    ],
    [
      'headers that come one letter at a time',
      'timeout',
      socket => {
        socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
        const timer = setInterval(() => socket.write('x'), 50);
        socket.on('close', () => clearInterval(timer));
      },
    ],
    [
      'chunks that lie about their length',
      'communication',
      socket => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n'),
    ],
  ])('%s is a fault of the type %s', async (_name, type, talk) => {
    const { url, stop } = await speaking(talk);
    try {
      expect(await errorOf(get(url))).toMatchObject({ type });
    } finally {
      stop();
    }
  });
});

test('a call that nobody wants any more is broken off, and may be repeated', async () => {
  const leave = new AbortController();
  server.handle = () => leave.abort();
  const broken = perform(calls, 'http', { method: 'get', endpoint: server.url }, { signal: leave.signal });
  await expect(broken).rejects.toMatchObject({ name: 'TryAgainLater' });
  server.handle = (_, response) => answer(response, {});
  const never = perform(calls, 'http', { method: 'get', endpoint: server.url }, { signal: leave.signal });
  await expect(never).rejects.toMatchObject({ name: 'TryAgainLater' });
});
