import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { asUser, type Harness, startHarness } from '../harness.ts';
import { type LegacyServer, startLegacy } from './legacy-server.ts';
import { type Migrating, migratingFrom } from './migrating.ts';

const services = { consent: { legacy: 1 }, notification: { legacy: 1 } };
const head = Object.entries({ Host: 'gateway', ...asUser }).map(([name, value]) => `${name}: ${value}\r\n`);
const by = (start: string, ...headers: string[]) =>
  `${start} HTTP/1.1\r\n${head.join('')}${headers.map(header => `${header}\r\n`).join('')}`;

/** Writes to the gateway and reads until it hangs up, which the last request asks for. */
async function exchange({ url }: Harness, written: string): Promise<string[]> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(Buffer.from(written, 'latin1'));
  return (await text(socket)).split(/(?=HTTP\/1\.1 \d{3} )/);
}

describe('of bytes that two readers could take for different requests', () => {
  let legacy: LegacyServer;
  let migrating: Migrating;
  let gateway: Harness;

  beforeAll(async () => {
    legacy = await startLegacy();
    migrating = migratingFrom(legacy.url, { services });
    gateway = await startHarness({ migration: migrating.migration });
  });
  beforeEach(() => {
    legacy.heard.length = 0;
  });
  afterAll(async () => {
    await gateway.stop();
    await Promise.all([migrating.close(), legacy.close()]);
  });

  const second = by('GET /api/v1/webhooks', 'Connection: close');
  it.each([
    ['a length and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 3', 'Content-Length: 5']],
    ['a list of lengths', ['Content-Length: 5, 5']],
    ['a length with a sign', ['Content-Length: +5']],
    ['an unknown transfer', ['Transfer-Encoding: xchunked']],
    ['chunks within something', ['Transfer-Encoding: chunked, identity']],
    ['two transfers', ['Transfer-Encoding: chunked', 'Transfer-Encoding: x']],
    ['a space after a name', ['Transfer-Encoding : chunked', 'Content-Length: 5']],
    ['a folded header', ['X-Long: a', ' Content-Length: 5']],
    ['a NUL in a header', ['X-Odd: a\0b', 'Content-Length: 5']],
  ])('the monolith gets nothing: %s', async (_what, headers) => {
    const answers = await exchange(
      gateway,
      `${by('POST /api/v1/consents', ...headers)}\r\n0\r\n\r\n${second}\r\n`,
    );
    expect(answers.map(answer => answer.slice(9, 12))).toEqual(['400']);
    expect(legacy.heard).toEqual([]);
  });

  it('a body of a GET is no second request, neither here nor there', async () => {
    const hidden = by('GET /api/v1/webhooks/hidden') + '\r\n';
    const first = by('GET /api/v1/consents', `Content-Length: ${hidden.length}`);
    const answers = await exchange(gateway, `${first}\r\n${hidden}${second}\r\n`);
    expect(answers.map(answer => answer.slice(9, 12))).toEqual(['200', '200']);
    expect(legacy.heard.map(({ url }) => url)).toEqual(['/api/v1/consents', '/api/v1/webhooks']);
  });

  it('an address in place of a path names no other host', async () => {
    await exchange(
      gateway,
      `${by('GET http://u:p@evil.example/api/v1/consents?x=1', 'Connection: close')}\r\n`,
    );
    expect(legacy.heard).toMatchObject([
      { url: '/api/v1/consents?x=1', headers: { host: new URL(legacy.url).host } },
    ]);
  });
});

describe('of bytes that two readers could take for different answers', () => {
  const listening: Server[] = [];
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    for (const server of listening.splice(0)) server.close();
  });

  /** A monolith that answers every request with the same bytes. */
  async function answering(bytes: string): Promise<Harness> {
    const server = createServer(socket => {
      socket.on('error', () => undefined).on('data', () => socket.write(Buffer.from(bytes, 'latin1')));
    });
    listening.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const migrating = migratingFrom(url, { legacy: { breakerFailures: 100 }, services });
    const gateway = await startHarness({ migration: migrating.migration });
    stops.push(
      () => gateway.stop(),
      () => migrating.close(),
    );
    return gateway;
  }
  const twice = `${by('GET /api/v1/consents')}\r\n${by('GET /api/v1/consents', 'Connection: close')}\r\n`;

  it.each([
    ['a length and chunks', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n'],
    ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\nabcde\r\n0\r\n\r\n'],
    ['two lengths', 'Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde'],
    ['a length below nothing', 'Content-Length: -3\r\n\r\nabc'],
    ['a line end in a header', 'X-Odd: a\rb\r\nContent-Length: 3\r\n\r\nabc'],
  ])('callers get none: %s', async (_what, rest) => {
    const answers = await exchange(await answering(`HTTP/1.1 200 OK\r\n${rest}`), twice);
    expect(answers.map(answer => answer.slice(9, 12))).toEqual(['502', '502']);
  });

  it('what comes after an answer belongs to nobody', async () => {
    const two = `HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`;
    const answers = await exchange(await answering(two), twice);
    expect(answers.map(answer => answer.split('\r\n\r\n')[1])).toEqual(['abc', 'abc']);
  });
});
