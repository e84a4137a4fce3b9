import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { createHttpSender } from './http-sender.ts';

describe('createHttpSender', () => {
  const agent = createGuardedAgent({ profile: 'local' });
  const send = createHttpSender({ agent, timeoutMs: 300 });
  let server: Server;
  let url: string;
  let handle: (request: IncomingMessage, response: ServerResponse) => void;

  beforeAll(async () => {
    server = createServer((request, response) => handle(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });

  afterAll(async () => {
    await agent.destroy();
    server.closeAllConnections();
    server.close();
  });

  const answer = (status: number, headers: Record<string, string> = {}) => {
    handle = (_, response) => void response.writeHead(status, headers).end('body');
    return send({ url, headers: {}, body: '{}' });
  };

  test('headers and body arrive as they are, under our name', async () => {
    let got: unknown;
    const read = async (request: IncomingMessage, response: ServerResponse) => {
      const chunks = await request.toArray();
      got = {
        method: request.method,
        headers: request.headers,
        body: Buffer.concat(chunks as Buffer[]).toString(),
      };
      response.writeHead(204).end();
    };
    handle = (request, response) => void read(request, response);
    expect(await send({ url, headers: { 'webhook-id': 'evt_1' }, body: '{"a":"ä"}' })).toEqual({
      statusCode: 204,
      durationMs: expect.any(Number),
    });
    expect(got).toMatchObject({
      method: 'POST',
      body: '{"a":"ä"}',
      headers: { 'webhook-id': 'evt_1', 'user-agent': 'NeighbourHood-Webhooks/1.0' },
    });
  });

  test.each([
    [400, 'status'],
    [410, 'status'],
    [500, 'status'],
    [301, 'redirect'],
    [307, 'redirect'],
  ])('status %i fails as %s, and no redirect is followed', async (statusCode, error) => {
    expect(await answer(statusCode, { location: url })).toMatchObject({ statusCode, error });
  });

  test('Retry-After is read as seconds and as a date', async () => {
    expect(await answer(429, { 'retry-after': '17' })).toMatchObject({ retryAfterSeconds: 17 });
    const inAMinute = await answer(503, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    expect(inAMinute.retryAfterSeconds).toBeGreaterThan(55);
    expect(inAMinute.retryAfterSeconds).toBeLessThanOrEqual(61);
    expect(await answer(503, { 'retry-after': 'soon' })).not.toHaveProperty('retryAfterSeconds');
  });

  test('an endpoint that does not answer is a timeout', async () => {
    handle = () => undefined;
    expect(await send({ url, headers: {}, body: '' })).toMatchObject({ error: 'timeout' });
  });

  test('an answer that never ends counts by its status', async () => {
    handle = (_, response) => void response.writeHead(200).write('…');
    expect(await send({ url, headers: {}, body: '' })).toMatchObject({ statusCode: 200 });
  });

  test('an endless answer is not read', async () => {
    handle = (_, response) => {
      response.writeHead(200);
      const more = () =>
        void response.write('x'.repeat(65_536), error => (error ? undefined : setImmediate(more)));
      more();
    };
    const result = await send({ url, headers: {}, body: '' });
    expect(result.durationMs).toBeLessThan(5_000);
  });

  test('why it could not be sent is told in a word', async () => {
    const to = (target: string) => send({ url: target, headers: {}, body: '' }).then(({ error }) => error);
    handle = (_, response) => void response.destroy();
    expect(await to(url)).toBe('connection');
    expect(await to('http://127.0.0.1:1')).toBe('connection');
    expect(await to(url.replace('http:', 'https:'))).toBe('tls');
    expect(await to('http://10.0.0.1/')).toBe('forbidden-address');
    expect(await to('http://a.internal/')).toBe('forbidden-address');
    expect(await to('http://does-not-exist.invalid/')).toBe('dns');
  });
});
