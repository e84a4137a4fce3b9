import { once } from 'node:events';
import { connect } from 'node:net';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { asKey, asUser, type Harness, type HarnessOptions, id, startHarness } from './harness.ts';

const consentPath = `/api/v1/consents/${id('cns')}`;
const running: Harness[] = [];

async function start(options?: HarnessOptions): Promise<Harness> {
  const harness = await startHarness(options);
  running.push(harness);
  return harness;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map(harness => harness.stop()));
});

const failing = (failure: unknown): HarnessOptions => ({
  services: {
    consent: {
      GetConsent: async () => {
        throw failure;
      },
    },
  },
});

describe('problems', () => {
  it('are RFC 9457 with code, instance and request id', async () => {
    const harness = await start(
      failing(new AppError('notFound', 'CONSENT.NOT_FOUND', 'There is no such consent.')),
    );
    const reply = await harness.send('GET', consentPath, { headers: { ...asUser, 'X-Request-Id': 'abc-1' } });
    expect(reply.status).toBe(404);
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
    expect(reply.json).toEqual({
      type: 'urn:neighbourhood:problem:consent.not_found',
      title: 'Not Found',
      status: 404,
      detail: 'There is no such consent.',
      instance: consentPath,
      code: 'CONSENT.NOT_FOUND',
      requestId: 'abc-1',
    });
  });

  it('show nothing of an unknown error, which is logged once', async () => {
    const harness = await start(failing(new Error('password=hunter2 at /srv/db')));
    const reply = await harness.send('GET', consentPath, { headers: asUser });
    expect([reply.status, reply.problem.code]).toEqual([500, 'INTERNAL']);
    expect(reply.text).not.toContain('hunter2');
    expect(harness.logs.filter(({ message }) => message === 'request failed')).toHaveLength(1);
  });

  it.each([
    [new AppError('rateLimited', 'PROVIDER.RATE_LIMITED', 'Slow.', { retryAfterSeconds: 6.2 }), 429, '7'],
    [new AppError('unavailable', 'SERVICE.UNAVAILABLE', 'Gone.'), 503, '1'],
    [new AppError('upstreamFailed', 'PROVIDER.ERROR', 'Bad.'), 502, null],
    [new AppError('unimplemented', 'SERVICE.UNIMPLEMENTED', 'No.'), 501, null],
    [new AppError('conflict', 'CONNECTION.AMBIGUOUS', 'Two.'), 409, null],
  ])('of services keep their meaning: %s', async (error, status, retryAfter) => {
    const harness = await start(failing(error));
    const reply = await harness.send('GET', consentPath, { headers: asUser });
    expect([reply.status, reply.problem.code, reply.headers.get('Retry-After')]).toEqual([
      status,
      error.code,
      retryAfter,
    ]);
  });

  it('name fields that a service finds wrong', async () => {
    const errors = [{ path: 'do.0.greet', message: 'unknown task' }];
    const harness = await start(
      failing(new AppError('invalidArgument', 'WORKFLOW.INVALID', 'Bad.', { fields: errors })),
    );
    expect((await harness.send('GET', consentPath, { headers: asUser })).problem.errors).toEqual(errors);
  });
});

describe('routing', () => {
  it('answers 404 to what does not exist, under the prefix and beside it', async () => {
    const harness = await start();
    for (const path of ['/api/v1/nothing', '/nothing', '/api/v1/consents/', '/API/v1/consents', '//']) {
      const reply = await harness.send('GET', path, { headers: asUser });
      expect([path, reply.status, reply.problem.code]).toEqual([path, 404, 'ROUTE.NOT_FOUND']);
    }
  });

  it('answers 405 with Allow to a method that a path does not take', async () => {
    const harness = await start();
    const reply = await harness.send('PATCH', '/api/v1/consents', { headers: asUser, body: {} });
    expect([reply.status, reply.problem.code]).toEqual([405, 'REQUEST.METHOD_NOT_ALLOWED']);
    expect(reply.headers.get('Allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
  });

  it.each(['%ZZ', '%E0%A4%A', '%00', '..%2f..%2fetc'])(
    'answers 4xx to the path segment %s',
    async segment => {
      const harness = await start();
      const reply = await harness.send('GET', `/api/v1/consents/${segment}`, { headers: asUser });
      expect([400, 404]).toContain(reply.status);
      expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
    },
  );

  it('answers HEAD as GET, without a body', async () => {
    const harness = await start();
    const reply = await harness.send('HEAD', '/health/live');
    expect([reply.status, reply.text]).toEqual([200, '']);
  });
});

describe('headers', () => {
  it('make a request id where the given one could do harm', async () => {
    const harness = await start();
    for (const bad of ['a b', 'x'.repeat(129), '<script>']) {
      const reply = await harness.send('GET', '/health/live', { headers: { 'X-Request-Id': bad } });
      expect(reply.headers.get('X-Request-Id')).toMatch(/^req_[0-9a-z]{26}$/);
    }
  });

  it("keep a request in its caller's trace, or begin one", async () => {
    const harness = await start();
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const given = await harness.send('GET', '/health/live', {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(given.headers.get('traceparent')).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    for (const bad of [
      '',
      'nonsense',
      `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
      `ff-${traceId}-00f067aa0ba902b7-01`,
    ]) {
      const made = await harness.send('GET', '/health/live', { headers: { traceparent: bad } });
      expect(made.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
      expect(made.headers.get('traceparent')).not.toContain('0'.repeat(32));
    }
  });

  it('are hardened, with HSTS only behind https', async () => {
    const plain = await (await start()).send('GET', '/health/live');
    expect(plain.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(plain.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(plain.headers.get('Strict-Transport-Security')).toBeNull();
    const secure = await (await start({ settings: { https: true } })).send('GET', '/health/live');
    expect(secure.headers.get('Strict-Transport-Security')).toContain('max-age=');
  });

  it('stand on errors too', async () => {
    const reply = await (
      await start()
    ).send('GET', '/api/v1/consents', { headers: { Origin: 'https://a.example' } });
    expect(reply.status).toBe(401);
    for (const name of [
      'X-Request-Id',
      'traceparent',
      'RateLimit',
      'RateLimit-Policy',
      'Access-Control-Allow-Origin',
      'X-Content-Type-Options',
    ]) {
      expect([name, reply.headers.has(name)]).toEqual([name, true]);
    }
  });
});

describe('CORS', () => {
  const preflight = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };

  it('lets every origin read when so configured, without credentials', async () => {
    const harness = await start({
      settings: { cors: { allowedOrigins: ['*'], allowedMethods: ['GET', 'POST'], allowCredentials: true } },
    });
    const reply = await harness.send('OPTIONS', '/api/v1/consents', { headers: preflight });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(reply.headers.get('Access-Control-Allow-Methods')).toBe('GET,POST');
    expect(reply.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });

  it('names the origin only where it is listed', async () => {
    const cors = { allowedOrigins: ['https://app.example'], allowedMethods: ['GET'], allowCredentials: true };
    const harness = await start({ settings: { cors } });
    const listed = await harness.send('GET', '/health/live', { headers: { Origin: 'https://app.example' } });
    expect(listed.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
    expect(listed.headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(listed.headers.get('Vary')).toContain('Origin');
    const other = await harness.send('GET', '/health/live', { headers: { Origin: 'https://evil.example' } });
    expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

describe('bodies', () => {
  it('over the limit are refused, announced or not', async () => {
    const harness = await start({ settings: { bodyLimitBytes: 1000 } });
    const headers = { ...asUser, 'Content-Type': 'application/json' };
    const announced = await harness.send('POST', '/api/v1/consents', { headers, raw: ' '.repeat(1001) });
    expect([announced.status, announced.problem.code]).toEqual([413, 'REQUEST.TOO_LARGE']);

    const socket = connect(Number(new URL(harness.url).port), '127.0.0.1');
    const lines = [
      'POST /api/v1/consents HTTP/1.1',
      'Host: x',
      `Authorization: ${asUser.Authorization}`,
      `X-Workspace-Id: ${asUser['X-Workspace-Id']}`,
    ];
    socket.write(
      [
        ...lines,
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
        '',
        '7d0',
        ' '.repeat(2000),
        '0',
        '',
        '',
      ].join('\r\n'),
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(first.toString()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('that end early or are no HTTP at all are refused as problems', async () => {
    const harness = await start();
    const socket = connect(Number(new URL(harness.url).port), '127.0.0.1');
    socket.write('NONSENSE\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"REQUEST\.MALFORMED"/,
    );
  });

  it.each(['{"__proto__": 1}', '{"constructor": 1}', '[]', 'null', '"x"', ''])(
    'of the wrong shape are named: %s',
    async raw => {
      const harness = await start();
      const reply = await harness.send('POST', '/api/v1/workspaces', {
        headers: { ...asUser, 'Content-Type': 'application/json' },
        raw,
      });
      expect([reply.status, reply.problem.code]).toEqual([400, 'REQUEST.INVALID']);
      expect(reply.problem.errors!.length).toBeGreaterThan(0);
    },
  );
});

describe('time', () => {
  const never: HarnessOptions['services'] = {
    consent: {
      GetConsent: (_request, call) =>
        new Promise((_resolve, reject) => {
          call.signal.addEventListener('abort', () => reject(new Error('cancelled')));
        }),
    },
  };

  it('runs out for a request: 504, and the call behind is cancelled', async () => {
    const aborted = Promise.withResolvers<undefined>();
    const harness = await start({
      settings: { timeoutMs: 50 },
      services: {
        consent: {
          GetConsent: (_request, call) => {
            call.signal.addEventListener('abort', () => aborted.resolve(undefined));
            return new Promise(() => undefined);
          },
        },
      },
    });
    const reply = await harness.send('GET', consentPath, { headers: asUser });
    expect([reply.status, reply.problem.code]).toEqual([504, 'REQUEST.TIMEOUT']);
    await aborted.promise;
  });

  it("is the caller's to shorten, and never to prolong", async () => {
    const harness = await start({ settings: { timeoutMs: 200 }, services: never });
    for (const seconds of ['0.05', '1000']) {
      const reply = await harness.send('GET', consentPath, {
        headers: { ...asUser, 'X-Request-Timeout': seconds },
      });
      expect([reply.status, reply.problem.code]).toEqual([504, 'REQUEST.TIMEOUT']);
    }
    const bad = await harness.send('GET', consentPath, {
      headers: { ...asUser, 'X-Request-Timeout': 'soon' },
    });
    expect([bad.status, bad.problem.errors?.[0]?.path]).toEqual([400, 'X-Request-Timeout']);
  });

  it('is passed on to services as a deadline', async () => {
    let left = 0;
    const harness = await start({
      services: {
        consent: {
          GetConsent: async (_request, call) => {
            left = call.deadline.getTime() - Date.now();
            throw new AppError('notFound', 'CONSENT.NOT_FOUND', 'No.');
          },
        },
      },
    });
    await harness.send('GET', consentPath, { headers: { ...asUser, 'X-Request-Timeout': '2' } });
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(2000);
  });

  it('is not wasted on callers who hung up', async () => {
    const started = Promise.withResolvers<undefined>();
    const cancelled = Promise.withResolvers<undefined>();
    const harness = await start({
      services: {
        consent: {
          GetConsent: (_request, call) => {
            call.signal.addEventListener('abort', () => cancelled.resolve(undefined));
            started.resolve(undefined);
            return new Promise(() => undefined);
          },
        },
      },
    });
    const controller = new AbortController();
    const reply = harness.send('GET', consentPath, { headers: asUser, signal: controller.signal });
    await started.promise;
    controller.abort();
    await expect(reply).rejects.toThrow();
    await cancelled.promise;
  });
});

describe('operation', () => {
  it('logs who asked for what, and no path, query, body or credential', async () => {
    const harness = await start(failing(new AppError('notFound', 'CONSENT.NOT_FOUND', 'No.')));
    await harness.send('GET', `${consentPath}/history?cursor=confidential`, { headers: asKey });
    const lines = harness.logs.filter(({ message }) => message === 'request');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      method: 'GET',
      route: '/api/v1/consents/{id}/history',
      caller: id('key'),
      workspaceId: id('wsp'),
    });
    expect(JSON.stringify(harness.logs)).not.toMatch(/confidential|nh_good/);
  });

  it('counts requests by route template', async () => {
    const harness = await start();
    await harness.send('GET', consentPath);
    await harness.send('GET', '/nowhere');
    const metrics = await harness.registry.metrics();
    expect(metrics).toContain(
      'http_requests_total{method="GET",route="/api/v1/consents/{id}",status="401"} 1',
    );
    expect(metrics).toContain('http_requests_total{method="GET",route="unmatched",status="404"} 1');
    expect(metrics).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/v1/consents/{id}",status="401"} 1',
    );
  });

  it('tells what is down, and is not ready without what it needs', async () => {
    let auth = false;
    const harness = await start({
      probes: { needed: { auth: async () => auth }, optional: { consent: async () => false } },
    });
    const starting = await harness.send('GET', '/health/startup');
    expect([starting.status, starting.problem.code]).toEqual([503, 'GATEWAY.STARTING']);
    const unready = await harness.send('GET', '/health/ready');
    expect([unready.status, unready.problem.code]).toEqual([503, 'GATEWAY.NOT_READY']);
    expect(unready.problem.detail).toContain('auth');
    auth = true;
    const ready = await harness.send('GET', '/health/ready');
    expect([ready.status, ready.json]).toEqual([
      200,
      { status: 'ok', dependencies: { auth: 'up', consent: 'down' } },
    ]);
    expect((await harness.send('GET', '/health/startup')).status).toBe(200);
    harness.health.drain();
    expect((await harness.send('GET', '/health/ready')).status).toBe(503);
    expect((await harness.send('GET', '/health/live')).status).toBe(200);
  });

  it('finishes what it began before it stops, and takes nothing new', async () => {
    const begun = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const harness = await start({
      services: {
        consent: {
          GetConsent: async () => {
            begun.resolve(undefined);
            await goOn.promise;
            throw new AppError('notFound', 'CONSENT.NOT_FOUND', 'No.');
          },
        },
      },
    });
    const reply = harness.send('GET', consentPath, { headers: asUser });
    await begun.promise;
    const stopped = harness.server.drain();
    await expect(harness.send('GET', '/health/live')).rejects.toThrow();
    goOn.resolve(undefined);
    expect((await reply).status).toBe(404);
    await stopped;
  });

  it('publishes the keys of access tokens', async () => {
    const reply = await (await start()).send('GET', '/.well-known/jwks.json');
    expect([reply.status, reply.json]).toEqual([200, { keys: [{ kty: 'OKP', kid: 'k1' }] }]);
  });
});
