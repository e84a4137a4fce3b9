import { setTimeout as delay } from 'node:timers/promises';
import { credentials, Metadata, makeGenericClientConstructor, status } from '@grpc/grpc-js';
import { context, propagation, trace } from '@opentelemetry/api';
import type { Call } from '../call/call.ts';
import { AppError } from '../errors/app-error.ts';
import { loadOwn, serviceOf } from '../grpc/protos.ts';
import { eventually } from '../testing/eventually.ts';
import { fakeCall } from '../testing/fake-call.ts';
import { retries } from '../testing/components.ts';
import { startTracing } from '../tracing/tracing.ts';
import { startApp, type TestApp, type TestKeys, testKeys } from './app.ts';

const service = 'neighbourhood.consent.v1.ConsentService';
const request = { endUserId: 'u1', provider: 'slack' };

let keys: TestKeys;
let caller: TestApp;
let middle: TestApp;
let callee: TestApp;
let stopTracing: () => Promise<void>;

/** What the callee saw, and what it is to do next. */
let seen: Call[] = [];
let behaviour: (call: Call) => Promise<void> = async () => undefined;

const signedCall = async (over: Parameters<typeof fakeCall>[0] = {}) => {
  const call = fakeCall({ permissions: ['consent:read'], address: '203.0.113.9', ...over });
  return { ...call, token: await keys.gateway.sign(call.identity) };
};

beforeAll(async () => {
  stopTracing = await startTracing({ app: 'test', sampleRatio: 1 });
  keys = await testKeys();
  const components = [retries(['callee'])];
  [caller, middle, callee] = await Promise.all([
    startApp({ appId: 'caller', keys, components }),
    startApp({
      appId: 'middle',
      keys,
      components,
      handlers: {
        // Forwards the call as it got it, as every service does.
        ValidateConsent: (input, call) => middle.clientOf('callee').ValidateConsent(input, call),
      },
    }),
    startApp({
      appId: 'callee',
      keys,
      handlers: {
        ValidateConsent: async (input, call) => {
          seen.push({ ...call, log: call.log });
          await behaviour(call);
          return { valid: true, consentId: `${input.endUserId}/${input.provider}` };
        },
      },
    }),
  ]);
});

afterAll(async () => {
  await Promise.all([caller, middle, callee].map(app => app.stop()));
  await stopTracing();
});

beforeEach(() => {
  seen = [];
  behaviour = async () => undefined;
});

describe('a call through two sidecars', () => {
  test('arrives with its request, identity, request id and idempotency key, and its answer comes back', async () => {
    const call = await signedCall();
    const answer = await caller
      .clientOf('callee')
      .ValidateConsent(request, call, { idempotencyKey: 'key-1' });
    expect(answer).toMatchObject({ valid: true, consentId: 'u1/slack' });
    expect(seen[0]).toMatchObject({
      requestId: call.requestId,
      identity: { ...call.identity, issuer: 'gateway' },
      token: call.token,
      idempotencyKey: 'key-1',
    });
  });

  test('is forwarded by a service in between with the identity that the chain began with', async () => {
    const call = await signedCall();
    await caller.clientOf('middle').ValidateConsent(request, call);
    expect(seen[0]).toMatchObject({
      requestId: call.requestId,
      identity: { ...call.identity },
      token: call.token,
    });
  });

  test('belongs to the trace of its caller', async () => {
    const call = await signedCall();
    const traces: (string | undefined)[] = [];
    behaviour = async () => void traces.push(trace.getActiveSpan()?.spanContext().traceId);
    const span = trace.getTracer('test').startSpan('outer');
    await context.with(trace.setSpan(context.active(), span), () =>
      caller.clientOf('middle').ValidateConsent(request, call),
    );
    expect(traces).toEqual([span.spanContext().traceId]);
  });

  test('may go past the sidecars to host:port with the token of the app', async () => {
    const client = caller.clientOf('callee', `127.0.0.1:${callee.port}`, 'app-token-of-callee');
    expect(await client.ValidateConsent(request, await signedCall())).toMatchObject({ valid: true });
  });
});

describe('the identity', () => {
  const refused = expect.objectContaining({ kind: 'unauthenticated', code: 'AUTH.UNAUTHENTICATED' });
  const attempt = (token: string) =>
    caller.clientOf('callee').ValidateConsent(request, { ...fakeCall(), token });

  test('is needed, and must come from a known issuer, unaltered and in time', async () => {
    const { identity } = fakeCall();
    const stranger = await testKeys();
    const good = await keys.gateway.sign(identity);
    const [header, , signature] = good.split('.');
    const forged = Buffer.from(
      JSON.stringify({ iss: 'gateway', aud: 'neighbourhood-services', kind: 'user', exp: 9e9 }),
    );
    for (const token of [
      '',
      'nonsense',
      await stranger.gateway.sign(identity),
      await keys.gateway.sign(identity, { ttlSeconds: -10 }),
      [header, forged.toString('base64url'), signature].join('.'),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged.toString('base64url')}.`,
    ]) {
      await expect(attempt(token)).rejects.toEqual(refused);
    }
    expect(seen).toEqual([]);
  });

  test('cannot be one that its issuer may not assert', async () => {
    const user = fakeCall().identity;
    const execution = { ...user, kind: 'execution' as const, subject: 'exe_1' };
    await expect(attempt(await keys.workflow.sign(user))).rejects.toEqual(refused);
    await expect(attempt(await keys.gateway.sign(execution))).rejects.toEqual(refused);
    expect(await attempt(await keys.workflow.sign(execution))).toMatchObject({ valid: true });
    expect(seen[0]?.identity).toMatchObject({ kind: 'execution', issuer: 'workflow', subject: 'exe_1' });
  });
});

describe('the app itself', () => {
  const direct = (token?: string) => caller.clientOf('callee', `127.0.0.1:${callee.port}`, token);

  test.each([undefined, 'wrong', 'app-token-of-caller', 'app-token-of-calle', 'app-token-of-callee,x'])(
    'hears nobody who does not know its token (%p)',
    async token => {
      await expect(direct(token).ValidateConsent(request, await signedCall())).rejects.toMatchObject({
        kind: 'internal',
      });
      expect(seen).toEqual([]);
    },
  );

  test('answers health probes without a token', async () => {
    const { HealthImplementation, service: healthService } = await import('grpc-health-check');
    expect(HealthImplementation).toBeDefined();
    const Client = makeGenericClientConstructor(healthService, 'Health');
    const client = new Client(`127.0.0.1:${callee.port}`, credentials.createInsecure());
    const answer = await new Promise((resolve, reject) => {
      (
        client as unknown as {
          check(request: object, done: (error: Error | null, answer: unknown) => void): void;
        }
      ).check({ service: '' }, (error, value) => (error ? reject(error) : resolve(value)));
    });
    client.close();
    expect(answer).toMatchObject({ status: 'SERVING' });
  });

  test('is not reachable through a sidecar without the token of that sidecar', async () => {
    const Client = makeGenericClientConstructor(serviceOf(loadOwn(service), service), 'Consent');
    const client = new Client(`127.0.0.1:${caller.daprd.grpcPort}`, credentials.createInsecure());
    const metadata = new Metadata();
    metadata.set('dapr-app-id', 'callee');
    metadata.set('authorization', `Bearer ${(await signedCall()).token}`);
    const code = await new Promise(resolve => {
      (
        client as unknown as {
          ValidateConsent(r: object, m: Metadata, done: (e: { code: number } | null) => void): void;
        }
      ).ValidateConsent(request, metadata, error => resolve(error?.code));
    });
    client.close();
    expect(code).toBe(status.UNAUTHENTICATED);
    expect(seen).toEqual([]);
  });
});

describe('a failure', () => {
  test.each(['caller', 'middle'] as const)(
    'keeps kind, code, text, fields, wait and facts on its way back (%s)',
    async way => {
      behaviour = async () => {
        throw new AppError('rateLimited', 'PROVIDER.RATE_LIMITED', 'Wait a little: ünïcödé.', {
          retryAfterSeconds: 7,
          fields: [{ path: 'steps.0.name', message: 'is missing' }],
          metadata: { limit: '100' },
          cause: new Error('password was hunter2'),
        });
      };
      const target = way === 'caller' ? 'callee' : 'middle';
      const failure = await caller
        .clientOf(target)
        .ValidateConsent(request, await signedCall())
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({
        kind: 'rateLimited',
        code: 'PROVIDER.RATE_LIMITED',
        message: 'Wait a little: ünïcödé.',
        retryAfterSeconds: 7,
        fields: [{ path: 'steps.0.name', message: 'is missing' }],
        metadata: { limit: '100' },
      });
      expect(JSON.stringify(failure)).not.toContain('hunter2');
    },
  );

  test.each([
    'invalidArgument',
    'permissionDenied',
    'notFound',
    'alreadyExists',
    'conflict',
    'payloadTooLarge',
    'upstreamFailed',
    'upstreamUnavailable',
    'upstreamTimeout',
    'internal',
  ] as const)('of the kind %s is sent once: no sidecar tries it again', async kind => {
    behaviour = async () => {
      throw new AppError(kind, 'TEST.FAILED', 'No.');
    };
    const call = await signedCall();
    await expect(caller.clientOf('callee').ValidateConsent(request, call)).rejects.toMatchObject({
      kind,
      code: 'TEST.FAILED',
    });
    expect(seen).toHaveLength(1);
  });

  test('that nobody expected tells the caller nothing of its cause', async () => {
    behaviour = async () => {
      throw new TypeError('cannot read secret of /etc/shadow');
    };
    const failure: unknown = await caller
      .clientOf('callee')
      .ValidateConsent(request, await signedCall())
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'internal', code: 'INTERNAL' });
    expect((failure as Error).message).not.toContain('shadow');
  });

  test('of a service that is busy restarting has a read sent again', async () => {
    behaviour = async () => {
      if (seen.length < 3) throw new AppError('unavailable', 'DATABASE.DOWN', 'Not now.');
    };
    expect(await caller.clientOf('callee').ValidateConsent(request, await signedCall())).toMatchObject({
      valid: true,
    });
    expect(seen).toHaveLength(3);
  });

  test('to find the service is a 503 that names the service', async () => {
    await expect(
      caller.clientOf('nobody').ValidateConsent(request, await signedCall()),
    ).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'SERVICE.UNAVAILABLE',
    });
  });

  test('to implement a method is a 501', async () => {
    await expect(
      caller.clientOf('callee').GetConsent({ consentId: 'cns_1' }, await signedCall()),
    ).rejects.toMatchObject({
      kind: 'unimplemented',
    });
  });

  test('to fit into a message is a 413', async () => {
    const call = await signedCall();
    const huge = { ...request, scopes: ['x'.repeat(5 * 1024 * 1024)] };
    await expect(caller.clientOf('callee').ValidateConsent(huge, call)).rejects.toMatchObject({
      kind: 'payloadTooLarge',
    });
  });
});

describe('the deadline', () => {
  test('reaches the callee through both sidecars, and ends the wait of the caller', async () => {
    const aborted: boolean[] = [];
    behaviour = async call => {
      await new Promise<void>(resolve =>
        call.signal.addEventListener('abort', () => resolve(), { once: true }),
      );
      aborted.push(call.signal.aborted);
    };
    const call = await signedCall({ timeoutMs: 600 });
    const start = Date.now();
    await expect(caller.clientOf('middle').ValidateConsent(request, call)).rejects.toMatchObject({
      kind: 'deadlineExceeded',
    });
    expect(Date.now() - start).toBeLessThan(3_000);
    expect(Math.abs(seen[0]!.deadline.getTime() - call.deadline.getTime())).toBeLessThan(400);
    await eventually(() => aborted.length === 1, { what: 'the callee hearing that nobody waits any more' });
  });

  test('may be shorter for one call', async () => {
    behaviour = call => delay(5_000, undefined, { signal: call.signal }).catch(() => undefined);
    const start = Date.now();
    const sent = caller.clientOf('callee').ValidateConsent(request, await signedCall(), { timeoutMs: 200 });
    await expect(sent).rejects.toMatchObject({ kind: 'deadlineExceeded' });
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  test('does not outlive a caller who gives up', async () => {
    const gone = new AbortController();
    behaviour = call =>
      new Promise(resolve => call.signal.addEventListener('abort', () => resolve(), { once: true }));
    const call = { ...(await signedCall()), signal: gone.signal };
    const sent = caller.clientOf('callee').ValidateConsent(request, call);
    await eventually(() => seen.length === 1);
    gone.abort();
    await expect(sent).rejects.toMatchObject({ kind: 'deadlineExceeded' });
    await eventually(() => seen[0]!.signal.aborted, {
      what: 'the callee hearing that nobody waits any more',
    });
  });
});

test('calls are counted on both sides, by status', async () => {
  await caller.clientOf('callee').ValidateConsent(request, await signedCall());
  const [sent, answered] = await Promise.all([caller, callee].map(app => app.metrics.registry.metrics()));
  expect(sent).toMatch(/grpc_client_requests_total\{[^}]*method="ValidateConsent"[^}]*\} \d+/);
  expect(answered).toMatch(
    /grpc_requests_total\{[^}]*method="ValidateConsent",status="OK",app="callee"\} \d+/,
  );
  expect(propagation.fields()).toContain('traceparent');
});

test('a draining app lets the calls at hand end, and takes no more', async () => {
  let finish = () => {};
  behaviour = () => new Promise<void>(resolve => (finish = resolve));
  const app = await startApp({
    appId: 'draining',
    keys,
    appHealthCheck: true,
    handlers: {
      ValidateConsent: async (_input, call) => {
        seen.push(call);
        await behaviour(call);
        return { valid: true };
      },
    },
  });
  const atHand = caller.clientOf('draining').ValidateConsent(request, await signedCall());
  await eventually(() => seen.length === 1);
  const drained = app.server.drain();
  await expect(
    caller.clientOf('draining').ValidateConsent(request, await signedCall({ timeoutMs: 1_000 })),
  ).rejects.toBeInstanceOf(AppError);
  expect(seen).toHaveLength(1);
  finish();
  expect(await atHand).toMatchObject({ valid: true });
  await app.daprd.stop();
  await drained;
});
