import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { context, trace } from '@opentelemetry/api';
import type { Pool } from 'pg';
import { migrate } from '../database/migrate.ts';
import { addToOutbox, createOutboxRelay, type OutboxRelay } from '../database/outbox.ts';
import { observeOutbox } from '../database/outbox-depth.ts';
import { createPool, withTransaction } from '../database/pool.ts';
import { type CloudEvent, newEvent } from '../events/cloud-event.ts';
import { eventually } from '../testing/eventually.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { silentLog } from '../testing/fake-call.ts';
import { testPostgres } from '../testing/postgres.ts';
import { startTracing } from '../tracing/tracing.ts';

let pool: Pool;
let relays: OutboxRelay[];
let published: { topic: string; event: CloudEvent }[];
/** Throws where the broker is to refuse. */
let broker: (event: CloudEvent) => void;

const relay = (pollMs = 100) => {
  const publish = async (topic: string, event: CloudEvent) => {
    broker(event);
    published.push({ topic, event });
    return Promise.resolve();
  };
  const made = createOutboxRelay({ pool, publish, log: silentLog, pollMs });
  relays.push(made);
  made.start();
  return made;
};
const event = (n: number) =>
  newEvent({ type: 'consent.granted', source: '/c', workspaceId: 'w', data: { n } });
const write = (n: number) => withTransaction(pool, client => addToOutbox(client, 'consent.events', event(n)));
const numbers = () => published.map(item => (item.event.data as { n: number }).n);
const waiting = async () =>
  (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox')).rows[0]!.n;

beforeEach(async () => {
  const { url } = await testPostgres();
  pool = createPool({ connectionString: url, max: 6, log: silentLog });
  const noMigrations = await mkdtemp(path.join(tmpdir(), 'none-'));
  await migrate(pool, pathToFileURL(`${noMigrations}/`), silentLog);
  await rm(noMigrations, { recursive: true });
  relays = [];
  published = [];
  broker = () => undefined;
});

afterEach(async () => {
  await Promise.all(relays.map(each => each.stop()));
  await pool.end();
});

test('metrics tell how many events wait, the last figure while the database is away', async () => {
  const { registry } = createMetrics('auth');
  observeOutbox(pool, registry);
  for (const n of [1, 2, 3]) await write(n);
  expect(await registry.metrics()).toContain('outbox_events_waiting{app="auth"} 3');
  relay();
  await eventually(async () => (await waiting()) === 0, { what: 'an empty outbox' });
  expect(await registry.metrics()).toContain('outbox_events_waiting{app="auth"} 0');
  await write(4);
  await pool.query('ALTER TABLE outbox RENAME TO away');
  expect(await registry.metrics()).toMatch(/outbox_events_waiting\{app="auth"\} \d/);
});

test('an event is published as it was written, in order, and then forgotten', async () => {
  const written = event(0);
  await withTransaction(pool, client => addToOutbox(client, 'auth.events', written));
  for (const n of [1, 2, 3]) await write(n);
  relay();
  await eventually(() => published.length === 4);
  expect(published[0]).toEqual({ topic: 'auth.events', event: written });
  expect(numbers()).toEqual([0, 1, 2, 3]);
  await eventually(async () => (await waiting()) === 0);
});

test('an event of a change that was rolled back is never published', async () => {
  relay();
  const failing = withTransaction(pool, async client => {
    await addToOutbox(client, 'consent.events', event(1));
    throw new Error('the change failed');
  });
  await expect(failing).rejects.toThrow('the change failed');
  await write(2);
  await eventually(() => published.length > 0);
  expect(numbers()).toEqual([2]);
});

test('a committed event wakes the relay at once, long before it would look by itself', async () => {
  relay(3_600_000);
  await eventually(async () => {
    await write(1);
    return published.length > 0;
  });
  published = [];
  const start = Date.now();
  await write(2);
  await eventually(() => numbers().includes(2));
  expect(Date.now() - start).toBeLessThan(1_000);
});

test('while the broker is down nothing is lost; when it is back all comes, nothing twice', async () => {
  broker = () => {
    throw new Error('broker down');
  };
  relay();
  for (const n of [1, 2, 3]) await write(n);
  await eventually(async () => {
    const { rows } = await pool.query<{ n: number }>('SELECT min(attempts)::int AS n FROM outbox');
    return rows[0]!.n >= 1;
  });
  expect(await waiting()).toBe(3);
  broker = () => undefined;
  await eventually(() => published.length === 3, { timeoutMs: 20_000 });
  expect(numbers().toSorted()).toEqual([1, 2, 3]);
  await eventually(async () => (await waiting()) === 0);
});

test('an event that no broker takes holds up no other, and is tried again', async () => {
  let tried = 0;
  broker = ({ data }) => {
    if ((data as { n: number }).n !== 1) return;
    tried += 1;
    throw new Error('too large');
  };
  for (const n of [1, 2, 3]) await write(n);
  relay();
  await eventually(() => published.length === 2);
  await write(4);
  await eventually(() => published.length === 3 && tried >= 3, { timeoutMs: 20_000 });
  expect(numbers()).toEqual([2, 3, 4]);
  expect(await waiting()).toBe(1);
});

test('an event that was published just before a crash is published again, with the same id', async () => {
  await write(1);
  const crashed = createOutboxRelay({
    pool,
    // The broker has it, then the process dies: the transaction that would forget it never commits.
    publish: async (topic, published_) => {
      published.push({ topic, event: published_ });
      await pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
      );
    },
    log: silentLog,
    pollMs: 3_600_000,
  });
  crashed.start();
  await eventually(() => published.length === 1);
  await crashed.stop();
  expect(await waiting()).toBe(1);
  relay();
  await eventually(() => published.length === 2);
  expect(published[1]!.event.id).toBe(published[0]!.event.id);
  await eventually(async () => (await waiting()) === 0);
});

test('four relays at once publish each of 300 events once', async () => {
  await withTransaction(pool, async client => {
    for (let n = 0; n < 300; n++) await addToOutbox(client, 'consent.events', event(n));
  });
  for (let n = 0; n < 4; n++) relay();
  await eventually(async () => (await waiting()) === 0);
  expect(numbers().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
});

test('a relay whose connections are cut again and again goes on, and keeps none of them', async () => {
  relay(20);
  for (let n = 0; n < 12; n++) {
    await eventually(async () => {
      const { rowCount } = await pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
      );
      return rowCount === 1;
    });
  }
  await write(1);
  await eventually(() => published.length === 1);
  expect(pool.totalCount).toBeLessThanOrEqual(6);
});

test('stopping waits for the event at hand, and takes no further one', async () => {
  let finish: (() => void) | undefined;
  const one = createOutboxRelay({
    pool,
    publish: async (topic, event_) => {
      await new Promise<void>(resolve => (finish = resolve));
      published.push({ topic, event: event_ });
    },
    log: silentLog,
    pollMs: 20,
  });
  await write(1);
  one.start();
  await eventually(() => finish !== undefined);
  const stopped = one.stop();
  finish?.();
  await stopped;
  expect(published).toHaveLength(1);
  await write(2);
  expect(await waiting()).toBe(1);
});

test('an event carries the trace of its change', async () => {
  const stopTracing = await startTracing({ app: 'test', sampleRatio: 1 });
  const span = trace.getTracer('test').startSpan('change');
  await context.with(trace.setSpan(context.active(), span), () => write(1));
  relay();
  await eventually(() => published.length === 1);
  expect(published[0]!.event.traceparent).toContain(span.spanContext().traceId);
  await stopTracing();
});
