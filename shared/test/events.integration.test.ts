import { Client, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { context, trace } from '@opentelemetry/api';
import { AppError } from '../errors/app-error.ts';
import { type CloudEvent, newEvent } from '../events/cloud-event.ts';
import type { Call } from '../call/call.ts';
import { redisComponents, retries, subscription } from '../testing/components.ts';
import { eventually } from '../testing/eventually.ts';
import { testRedis } from '../testing/redis.ts';
import { startTracing } from '../tracing/tracing.ts';
import { startApp, type TestApp, testKeys } from './app.ts';

let publisher: TestApp;
let subscriber: TestApp;
let stopTracing: () => Promise<void>;

/** What arrived at each route, per event id. */
const arrived = new Map<string, { event: CloudEvent; call: Call; traceId: string | undefined }[]>();
const dead: CloudEvent[] = [];
let behaviour: (attempt: number) => void = () => undefined;

const note = async (event: CloudEvent, call: Call) => {
  const before = arrived.get(event.id) ?? [];
  arrived.set(event.id, [...before, { event, call, traceId: trace.getActiveSpan()?.spanContext().traceId }]);
  behaviour(before.length + 1);
};

beforeAll(async () => {
  stopTracing = await startTracing({ app: 'test', sampleRatio: 1 });
  const keys = await testKeys();
  const components = [
    ...redisComponents(await testRedis()),
    retries(),
    subscription('subscriber', 'consent.events', '/events/consent'),
    subscription('subscriber', 'auth.events', '/events/nowhere'),
    { ...subscription('subscriber', 'subscriber.dead', '/dead'), metadata: { name: 'dead' } },
  ];
  [publisher, subscriber] = await Promise.all([
    startApp({ appId: 'publisher', keys, components }),
    startApp({
      appId: 'subscriber',
      keys,
      components,
      events: { '/events/consent': note, '/dead': async event => void dead.push(event) },
    }),
  ]);
});

afterAll(async () => {
  await Promise.all([publisher.stop(), subscriber.stop()]);
  await stopTracing();
});

beforeEach(() => {
  behaviour = () => undefined;
});

const revoked = () =>
  newEvent({
    type: 'consent.revoked',
    source: '/neighbourhood/consent',
    subject: 'cns_1',
    workspaceId: 'wsp_1',
    data: { consentId: 'cns_1', scopes: ['a', 'ü'], at: '2026-01-01T00:00:00Z', nothing: null },
  });

test('an event arrives whole: id, type, source, subject, time, workspace and data', async () => {
  const event = revoked();
  await publisher.sidecar.publish('consent.events', event);
  const [first] = await eventually(() => arrived.get(event.id));
  expect(first!.event).toMatchObject(event);
});

test('its handler is nobody in particular, in the workspace of the event, with a deadline', async () => {
  const event = revoked();
  await publisher.sidecar.publish('consent.events', event);
  const [first] = await eventually(() => arrived.get(event.id));
  expect(first!.call.identity).toMatchObject({
    kind: 'anonymous',
    subject: '',
    permissions: [],
    workspaceId: 'wsp_1',
  });
  expect(first!.call).toMatchObject({ requestId: event.id, token: '' });
  expect(first!.call.deadline.getTime()).toBeGreaterThan(Date.now());
});

test('it belongs to the trace that it was published in', async () => {
  const event = revoked();
  const span = trace.getTracer('test').startSpan('change');
  await context.with(trace.setSpan(context.active(), span), () =>
    publisher.sidecar.publish('consent.events', event),
  );
  const [first] = await eventually(() => arrived.get(event.id));
  expect(first!.traceId).toBe(span.spanContext().traceId);
});

test('one that waited in the outbox belongs to the trace of its change, not of the relay', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const event = { ...revoked(), traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  await publisher.sidecar.publish('consent.events', event);
  const [first] = await eventually(() => arrived.get(event.id));
  expect(first!.event.traceparent).toContain(traceId);
  expect(first!.traceId).toBe(traceId);
});

test('a handler that fails gets the event again, with the same id', async () => {
  behaviour = attempt => {
    if (attempt < 3) throw new Error('database down');
  };
  const event = revoked();
  await publisher.sidecar.publish('consent.events', event);
  const all = await eventually(() => (arrived.get(event.id)?.length ?? 0) >= 3 && arrived.get(event.id));
  expect(all.map(({ event: { id } }) => id)).toEqual([event.id, event.id, event.id]);
  expect(dead.map(({ id }) => id)).not.toContain(event.id);
});

test('an event that cannot be right goes to the dead letters at once', async () => {
  behaviour = () => {
    throw new AppError('invalidArgument', 'EVENT.INVALID', 'No such consent state.');
  };
  const event = revoked();
  await publisher.sidecar.publish('consent.events', event);
  const letter = await eventually(() => dead.find(({ id }) => id === event.id));
  expect(letter).toMatchObject({ id: event.id, type: event.type, data: event.data, workspaceId: 'wsp_1' });
  expect(arrived.get(event.id)).toHaveLength(1);
});

test('an event that fails for good goes to the dead letters after its retries', async () => {
  behaviour = () => {
    throw new Error('bug');
  };
  const event = revoked();
  await publisher.sidecar.publish('consent.events', event);
  await eventually(() => dead.find(({ id }) => id === event.id));
  expect(arrived.get(event.id)!.length).toBeGreaterThan(1);
});

test('an event that nothing consumes is kept as a dead letter, not lost', async () => {
  const event = { ...revoked(), type: 'user.registered' };
  await publisher.sidecar.publish('auth.events', event);
  await eventually(() => dead.find(({ id }) => id === event.id));
});

test('what happens to events is counted', async () => {
  const text = await subscriber.metrics.registry.metrics();
  for (const result of ['SUCCESS', 'RETRY', 'DROP']) {
    expect(text).toMatch(
      new RegExp(`events_consumed_total\\{route="/events/consent",result="${result}"[^}]*\\} [1-9]`),
    );
  }
});

test('publishing to a broker that is not there fails, so that the outbox keeps the event', async () => {
  const [pubsub] = redisComponents(await testRedis());
  const alone = await startApp({ appId: 'alone', keys: await testKeys(), components: [] });
  await expect(alone.sidecar.publish('consent.events', revoked())).rejects.toThrow();
  await alone.stop();
  expect(pubsub).toBeDefined();
});

test('an event that another app makes up and sends straight to the subscriber is refused', async () => {
  const { connect, headers } = publisher.sidecar.route('subscriber');
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  const send = (method: string) =>
    new Promise<ServiceError | null>(resolve => {
      new Client('unused', undefined as never, { channelOverride: connect() }).makeUnaryRequest(
        `/dapr.proto.runtime.v1.${method}`,
        (bytes: Buffer) => bytes,
        bytes => bytes,
        Buffer.alloc(0),
        metadata,
        { deadline: Date.now() + 10_000 },
        error => resolve(error),
      );
    });
  for (const method of ['AppCallback/OnTopicEvent', 'AppCallbackAlpha/OnJobEventAlpha1']) {
    expect(await send(method)).toMatchObject({ code: status.UNAUTHENTICATED });
  }
});
