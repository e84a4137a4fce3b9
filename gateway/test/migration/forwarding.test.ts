import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { createGzip, gunzipSync } from 'node:zlib';
import { Pool } from 'undici';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { asUser, type Harness, type HarnessOptions, startHarness } from '../harness.ts';
import { type LegacyServer, sends, startLegacy } from './legacy-server.ts';
import { type Migrating, migratingFrom } from './migrating.ts';

const mebibyte = 1024 * 1024;

describe('a request that the monolith answers', () => {
  let legacy: LegacyServer;
  let migrating: Migrating;
  let gateway: Harness;
  type Legacy = NonNullable<Parameters<typeof migratingFrom>[1]>['legacy'];

  async function start(options: Legacy = {}, harness: HarnessOptions = {}, path = ''): Promise<void> {
    legacy = await startLegacy();
    const all = { legacy: 1 };
    migrating = migratingFrom(legacy.url + path, {
      legacy: options,
      services: { consent: all, workflow: all, notification: all, integration: all },
    });
    gateway = await startHarness({ migration: migrating.migration, ...harness });
  }
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([migrating.close(), legacy.close()]);
  });

  const get = (path = '/api/v1/consents', headers: Record<string, string> = {}) =>
    gateway.send('GET', path, { headers: { ...asUser, ...headers } });

  /** A request by hand: fetch hides what it does not like. */
  async function raw(
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
  ) {
    const { method = 'GET', headers = {}, body } = options;
    const request = httpRequest(gateway.url + path, { method, headers: { ...asUser, ...headers } });
    request.end(body);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
  }

  it('keeps method, path, query and body, below the base address', async () => {
    await start({}, {}, '/app/');
    const body = { endUserId: 'käse', surprise: [1] };
    await gateway.send('POST', '/api/v1/consents?x=1&y=%20%2F', { headers: asUser, body });
    await gateway.send('PATCH', '/api/v1/webhooks/legacy-17', { headers: asUser, body });
    await gateway.send('DELETE', '/api/v1/webhooks/caf%C3%A9%20%3F', { headers: asUser });
    expect(legacy.heard.map(({ method, url, body: text }) => [method, url, text])).toEqual([
      ['POST', '/app/api/v1/consents?x=1&y=%20%2F', JSON.stringify(body)],
      ['PATCH', '/app/api/v1/webhooks/legacy-17', JSON.stringify(body)],
      ['DELETE', '/app/api/v1/webhooks/caf%C3%A9%20%3F', ''],
    ]);
    const removed = legacy.heard[2]!.headers;
    expect([removed['transfer-encoding'], removed['content-length']]).toEqual([undefined, undefined]);
  });

  it.each([
    '/api/v1/consents/..',
    '/api/v1/consents/%2e%2e',
    '/api/v1/consents/..%2f..%2fadmin',
    '/api/v1/consents/a%5c..%5cadmin',
    '/api/v1/consents/a%0d%0aX-Admin:%201',
  ])('reaches nothing beside its route: %s', async path => {
    await start();
    expect([400, 404]).toContain((await raw(path)).status);
    expect(legacy.heard).toEqual([]);
  });

  it('carries who asked and in which trace, and no header of the hop or of ours', async () => {
    await start();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const answer = await raw('/api/v1/consents', {
      headers: {
        Connection: 'keep-alive, X-Secret-Hop',
        'X-Secret-Hop': '1',
        TE: 'trailers',
        'X-Forwarded-For': '203.0.113.66',
        'X-Real-IP': '203.0.113.66',
        Forwarded: 'for=203.0.113.66',
        'dapr-api-token': 'x',
        'X-NeighbourHood-User': 'admin',
        'X-Request-Id': 'order-1',
        'X-Mine': 'stays',
        traceparent,
      },
    });
    const { headers } = legacy.heard[0]!;
    expect(headers).toMatchObject({
      host: new URL(legacy.url).host,
      'x-request-id': 'order-1',
      'x-forwarded-for': expect.stringMatching(/^(::ffff:)?127\.0\.0\.1$/),
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(gateway.url).host,
      'x-mine': 'stays',
      traceparent: answer.headers['traceparent'],
    });
    expect(headers['traceparent']).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/);
    for (const gone of [
      'te',
      'x-secret-hop',
      'x-real-ip',
      'forwarded',
      'dapr-api-token',
      'x-neighbourhood-user',
    ])
      expect(headers).not.toHaveProperty(gone);
  });

  it('is the one that was checked: no header makes another of it, or speaks for a proxy', async () => {
    await start();
    const forged = {
      'X-HTTP-Method-Override': 'DELETE',
      'X-Method-Override': 'DELETE',
      'X-Original-URL': '/admin',
      'X-Rewrite-URL': '/admin',
      'X-Shadow-Request': 'true',
      'X-Forwarded-Prefix': '/admin',
      'X-Forwarded-Client-Cert': 'URI=spiffe://public/ns/default/gateway',
      'True-Client-IP': '203.0.113.66',
      'Remote-User': 'admin',
      X_Forwarded_For: '203.0.113.66',
      X_API_Key: 'stolen',
    };
    await raw('/api/v1/consents', { headers: forged });
    const { headers } = legacy.heard[0]!;
    for (const name of Object.keys(forged)) expect(headers).not.toHaveProperty([name.toLowerCase()]);
  });

  it('names the addresses before it where a proxy in front is trusted', async () => {
    await start({}, { settings: { trustedProxies: 1 } });
    await raw('/api/v1/consents', {
      headers: { 'X-Forwarded-For': '6.6.6.6, 203.0.113.7', 'X-Forwarded-Proto': 'https' },
    });
    const { headers } = legacy.heard[0]!;
    expect(headers['x-forwarded-for']).toMatch(/^203\.0\.113\.7, (::ffff:)?127\.0\.0\.1$/);
    expect(headers['x-forwarded-proto']).toBe('https');
  });

  it('answers as the monolith does, but for what the gateway says itself', async () => {
    await start();
    legacy.answer = sends({ teapot: true }, 418, {
      ETag: '"1"',
      'Content-Type': 'application/vnd.legacy+json',
      'Cache-Control': 'max-age=5',
      Connection: 'keep-alive, X-Hop',
      'X-Hop': '1',
      'X-Request-Id': 'theirs',
      Server: 'monolith/1.0',
      'X-Powered-By': 'PHP/5',
      'Set-Cookie': 'session=1',
      'Access-Control-Allow-Origin': 'https://evil.example',
      'Content-Security-Policy': 'none',
      'X-Served-By': 'theirs',
    });
    const reply = await raw('/api/v1/consents', { headers: { 'X-Request-Id': 'ours' } });
    expect([reply.status, reply.body.toString()]).toEqual([418, '{"teapot":true}']);
    expect(reply.headers).toMatchObject({
      etag: '"1"',
      'content-type': 'application/vnd.legacy+json',
      'cache-control': 'max-age=5',
      'x-request-id': 'ours',
      'x-served-by': 'legacy',
      'access-control-allow-origin': '*',
    });
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    for (const gone of ['server', 'x-powered-by', 'set-cookie', 'x-hop'])
      expect(reply.headers).not.toHaveProperty(gone);
  });

  it('may end without a body, and ask for headers alone', async () => {
    await start();
    legacy.answer = (_request, response) => void response.writeHead(204, { 'X-Left': '1' }).end();
    const removed = await raw('/api/v1/webhooks/1', { method: 'DELETE' });
    expect([removed.status, removed.headers['x-left'], removed.body.length]).toEqual([204, '1', 0]);
    legacy.answer = sends({ a: 1 }, 200, { 'Content-Length': '7' });
    const head = await raw('/api/v1/consents', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '7', 0]);
    expect(await eventually(async () => (await legacy.connections()) <= 2)).toBe(true);
  });

  it('streams: parts arrive while the rest is being made, compressed as they are', async () => {
    await start();
    const goOn = Promise.withResolvers<undefined>();
    legacy.answer = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      gzip.write('first ');
      gzip.flush();
      void goOn.promise.then(() => gzip.end('second'));
    };
    const request = httpRequest(`${gateway.url}/api/v1/consents`, { headers: asUser });
    request.end();
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const parts: Buffer[] = [];
    for await (const part of answer) {
      parts.push(part as Buffer);
      // Only somebody who has a part already lets the rest be made.
      goOn.resolve(undefined);
    }
    expect(gunzipSync(Buffer.concat(parts)).toString()).toBe('first second');
  });

  it('passes redirects on, and follows none', async () => {
    await start();
    const locations = [
      [`${legacy.url}/api/v1/consents/2`, '/api/v1/consents/2'],
      [`${legacy.url}//evil.example/x`, '/evil.example/x'],
      [`${legacy.url}.evil.example/x`, `${legacy.url}.evil.example/x`],
      ['https://elsewhere.example/x', 'https://elsewhere.example/x'],
      ['/login', '/login'],
    ];
    for (const [location = '', seen] of locations) {
      legacy.answer = sends({}, 302, { Location: location });
      const reply = await get();
      expect([reply.status, reply.headers.get('Location')]).toEqual([302, seen]);
    }
    expect(legacy.heard).toHaveLength(locations.length);
  });

  describe('that is too much', () => {
    it('is refused before it is sent, or cut off while it is', async () => {
      await start();
      const body = Buffer.alloc(mebibyte + 1, 'x');
      const announced = await raw('/api/v1/consents', { method: 'POST', body });
      expect([announced.status, JSON.parse(announced.body.toString()).code]).toEqual([
        413,
        'REQUEST.TOO_LARGE',
      ]);
      const chunked = await raw('/api/v1/consents', {
        method: 'POST',
        headers: { 'Transfer-Encoding': 'chunked' },
        body,
      });
      expect([chunked.status, JSON.parse(chunked.body.toString()).code]).toEqual([413, 'REQUEST.TOO_LARGE']);
      expect(legacy.heard).toEqual([]);
      expect((await get()).status).toBe(200);
    });

    it('is not kept in memory: the monolith waits for a caller who does not read', async () => {
      await start();
      let sent = 0;
      const whole = 90;
      const part = Buffer.alloc(mebibyte, 'y');
      const big = sends({ small: false });
      legacy.answer = (request, response, incoming) => {
        if (request.url !== '/api/v1/consents') {
          big(request, response, incoming);
          return;
        }
        const more = (): void => {
          while (sent < whole) {
            sent += 1;
            if (!response.write(part)) {
              response.once('drain', more);
              return;
            }
          }
          response.end();
        };
        more();
      };
      const request = httpRequest(`${gateway.url}/api/v1/consents`, { headers: asUser });
      request.end();
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      // Time enough for all of it to come, if anybody took it.
      for (let i = 0; i < 300; i++) await get('/api/v1/workflows');
      // What lies in the buffers of three sockets.
      expect(sent).toBeLessThan(60);
      let length = 0;
      for await (const chunk of answer) length += (chunk as Buffer).length;
      expect(length).toBe(whole * mebibyte);
    });

    it('ends the connection where an answer is beyond the limit: no caller takes a half for the whole', async () => {
      await start({ maxAnswer: '64KiB' });
      legacy.answer = (_request, response) => void response.end(Buffer.alloc(65 * 1024));
      expect((await get()).problem).toMatchObject({ status: 502, code: 'LEGACY.BAD_ANSWER' });
      legacy.answer = (_request, response) => {
        response.writeHead(200, { 'Transfer-Encoding': 'chunked' });
        response.write(Buffer.alloc(60 * 1024));
        response.end(Buffer.alloc(60 * 1024));
      };
      await expect(get()).rejects.toThrow(/fetch failed|terminated/);
      legacy.answer = sends({ a: 1 });
      expect((await get()).status).toBe(200);
    });

    it('is not kept for an Idempotency-Key', async () => {
      await start();
      legacy.answer = (_request, response) => void response.end(Buffer.alloc(2 * mebibyte));
      const reply = await gateway.send('POST', '/api/v1/consents', {
        headers: { ...asUser, 'Idempotency-Key': 'k' },
        body: {},
      });
      expect(reply.problem).toMatchObject({ status: 502, code: 'LEGACY.BAD_ANSWER' });
    });
  });

  it('is a 503 with Retry-After where nothing listens, without waiting once that is known; and works when it is back', async () => {
    await start({ breakerFailures: 3, breakerOpen: '200ms' });
    const port = Number(new URL(legacy.url).port);
    await legacy.close();
    const codes = [];
    for (let i = 0; i < 6; i++) {
      const { problem, headers } = await get();
      codes.push([problem.status, problem.code, headers.get('Retry-After')]);
    }
    expect(codes).toEqual(Array.from({ length: 6 }, () => [503, 'LEGACY.UNAVAILABLE', '1']));
    expect(migrating.migration.client.isOpen()).toBe(true);
    expect(await gateway.registry.metrics()).toContain('migration_legacy_open 1');
    const { problem } = await gateway.send('GET', '/api/v1/providers', { headers: asUser });
    expect(problem.code).toBe('LEGACY.UNAVAILABLE');
    migrating.set({ services: { consent: { legacy: 1 } } });
    expect((await gateway.send('GET', '/api/v1/providers', { headers: asUser })).status).toBe(501);
    legacy = await startLegacy(sends({ back: true }), port);
    expect(await eventually(async () => (await get()).status === 200)).toBe(true);
    expect(await gateway.registry.metrics()).toContain('migration_legacy_open 0');
  });

  it('is a 504 where the monolith does not begin to answer', async () => {
    await start({ timeout: '300ms', breakerFailures: 100 });
    legacy.answer = () => undefined;
    expect((await get()).problem).toMatchObject({ status: 504, code: 'LEGACY.TIMEOUT' });
    legacy.answer = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.write('half');
    };
    await expect(get()).rejects.toThrow(/fetch failed|terminated/);
  });

  it('does not open the breaker where the caller had no patience, or left', async () => {
    await start({ breakerFailures: 2 });
    legacy.answer = () => undefined;
    for (let i = 0; i < 4; i++) {
      expect((await get(undefined, { 'X-Request-Timeout': '0.05' })).problem.status).toBe(504);
    }
    for (let i = 0; i < 4; i++) {
      const signal = AbortSignal.timeout(50);
      await expect(gateway.send('GET', '/api/v1/consents', { headers: asUser, signal })).rejects.toThrow();
    }
    expect(migrating.migration.client.isOpen()).toBe(false);
    legacy.answer = sends({ a: 1 });
    expect((await get()).status).toBe(200);
    expect(await eventually(async () => (await legacy.connections()) <= 2)).toBe(true);
  });

  it.each([
    ['garbage', 'nonsense\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc'],
    ['nothing', ''],
    ['endless headers', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('is a 502 where the monolith says %s', async (_name, text) => {
    await start();
    legacy.answer = (_request, _response, incoming) => void incoming.socket.end(text);
    expect((await get()).problem).toMatchObject({ status: 502, code: 'LEGACY.BAD_ANSWER' });
    legacy.answer = sends({ a: 1 });
    expect((await get()).status).toBe(200);
  });

  it('breaks off where the answer of the monolith does', async () => {
    await start();
    legacy.answer = (_request, response, incoming) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('half', () => void incoming.socket.destroy());
    };
    await expect(get()).rejects.toThrow(/fetch failed|terminated/);
    const keyed = await gateway.send('POST', '/api/v1/consents', {
      headers: { ...asUser, 'Idempotency-Key': 'k' },
      body: {},
    });
    expect(keyed.problem).toMatchObject({ status: 502, code: 'LEGACY.BAD_ANSWER' });
  });

  it('ends at the monolith too when its caller leaves', async () => {
    await start();
    const left = Promise.withResolvers<undefined>();
    legacy.answer = (_request, response) => {
      response.once('close', () => left.resolve(undefined));
      response.write('a part');
    };
    const port = Number(new URL(gateway.url).port);
    const socket = connect(port, '127.0.0.1');
    const head = Object.entries(asUser).map(([name, value]) => `${name}: ${value}`);
    socket.write(`GET /api/v1/consents HTTP/1.1\r\nHost: x\r\n${head.join('\r\n')}\r\n\r\n`);
    await once(socket, 'data');
    socket.destroy();
    await left.promise;
  });

  it('was under way when the flag changed, and ends where it began', async () => {
    await start();
    const goOn = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    legacy.answer = (_request, response) => {
      begun.resolve(undefined);
      void goOn.promise.then(() => response.end('{"slow":true}'));
    };
    const slow = get();
    await begun.promise;
    migrating.set({});
    expect((await get()).headers.get('X-Served-By')).toBe('platform');
    goOn.resolve(undefined);
    expect([(await slow).status, (await slow).headers.get('X-Served-By')]).toEqual([200, 'legacy']);
  });

  it('leaves nothing behind: thousands of them, good and bad', async () => {
    await start({ breakerFailures: 1_000_000 }, { logLevel: 'silent' });
    let n = 0;
    legacy.answer = (request, response, incoming) => {
      n += 1;
      legacy.heard.length = 0;
      if (n % 50 === 0) incoming.socket.destroy();
      else if (n % 7 === 0) sends({ no: true }, 500)(request, response, incoming);
      else sends({ items: 'x'.repeat(500) })(request, response, incoming);
    };
    const callers = new Pool(gateway.url, { connections: 20 });
    const one = { path: '/api/v1/consents', method: 'GET', headers: asUser } as const;
    const batch = async (times: number) => {
      let left = times;
      const work = async () => {
        while (left-- > 0) await (await callers.request(one)).body.dump();
      };
      await Promise.all(Array.from({ length: 20 }, work));
    };
    await batch(1_500);
    const before = process.memoryUsage().heapUsed;
    await batch(4_500);
    expect(n).toBeGreaterThanOrEqual(6_000);
    expect(await legacy.connections()).toBeLessThanOrEqual(64);
    // What is garbage goes sooner or later; the contexts of thousands of requests, were they kept, would not.
    const used = await eventually(
      async () => {
        await batch(100);
        const now = process.memoryUsage().heapUsed;
        return now < before + 40 * mebibyte && now;
      },
      { timeoutMs: 60_000 },
    );
    expect(used).toBeGreaterThan(0);
    await callers.close();
  });
});

test('an address where nobody ever listened is a 503', async () => {
  const migrating = migratingFrom(`http://127.0.0.1:${await freePort()}`, {
    services: { consent: { legacy: 1 } },
  });
  const gateway = await startHarness({ migration: migrating.migration });
  const reply = await gateway.send('GET', '/api/v1/consents', { headers: asUser });
  await gateway.stop();
  await migrating.close();
  expect(reply.problem).toMatchObject({ status: 503, code: 'LEGACY.UNAVAILABLE' });
});
