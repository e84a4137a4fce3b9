import { setTimeout as delay } from 'node:timers/promises';
import { context, propagation } from '@opentelemetry/api';
import { type Pool, type PoolClient } from 'pg';
import { type Log } from '../call/call.ts';
import { type Publish } from '../dapr/publish.ts';
import { type CloudEvent } from '../events/cloud-event.ts';
import { type Queryable, withTransaction } from './pool.ts';

const channel = 'outbox';

/** outboxText is an event as the outbox holds it, with the trace at hand, for statements that write several. */
export function outboxText(event: CloudEvent): string {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return JSON.stringify({ ...carrier, ...event });
}

/** addToOutbox writes an event in the transaction of the change that it tells of; one that lies there already is left. */
export async function addToOutbox(client: Queryable, topic: string, event: CloudEvent): Promise<void> {
  await client.query(
    `WITH added AS (INSERT INTO outbox (event_id, topic, event) VALUES ($1, $2, $3) ON CONFLICT (event_id) DO NOTHING)
     SELECT pg_notify('${channel}', '')`,
    [event.id, topic, outboxText(event)],
  );
}

const relays = new WeakMap<Pool, () => void>();

/**
 * wakeRelay has this process's relay look at the outbox at once. It is for statements that write events without
 * addToOutbox's notification, after which commits of all have to queue up.
 */
export function wakeRelay(pool: Pool): void {
  relays.get(pool)?.();
}

/** OutboxRelay publishes what the outbox holds, at least once, in the order written as far as the broker is up. */
export interface OutboxRelay {
  start(): void;
  /** Lets the batch at hand end. */
  stop(): Promise<void>;
}

/** RelayOptions of createOutboxRelay. */
export interface RelayOptions {
  pool: Pool;
  publish: Publish;
  log: Log;
  /** Milliseconds between looks without a notification; default 1 s. */
  pollMs?: number;
}

interface Row {
  position: string;
  topic: string;
  event: CloudEvent;
}

const batchSize = 50;

/** Milliseconds from one look to the next: what is written meanwhile goes with one transaction, not with one each. */
const breath = 20;

/** relayBatch publishes due rows, oldest first, and deletes those that the broker took. Returns how many it saw. */
async function relayBatch(
  client: PoolClient,
  publish: Publish,
  log: Log,
): Promise<{ seen: number; failed: boolean }> {
  const { rows } = await client.query<Row>({
    name: 'outbox-due',
    text: 'SELECT position, topic, event FROM outbox WHERE next_attempt_at <= now() ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED',
    values: [batchSize],
  });
  const taken: string[] = [];
  const remove = async () => {
    if (taken.length > 0)
      await client.query({
        name: 'outbox-taken',
        text: 'DELETE FROM outbox WHERE position = ANY($1::bigint[])',
        values: [taken],
      });
  };
  for (const { position, topic, event } of rows) {
    try {
      await publish(topic, event);
      taken.push(position);
    } catch (err) {
      log.warn({ err, topic, eventId: event.id }, 'an event could not be published, will be tried again');
      // Mostly the broker is away, so the others wait for the next look; but none waits for one that is never taken.
      await client.query(
        "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = now() + least(power(2, attempts), 8) * interval '1 second' WHERE position = $1",
        [position],
      );
      await remove();
      return { seen: rows.length, failed: true };
    }
  }
  await remove();
  return { seen: rows.length, failed: false };
}

/** createOutboxRelay makes a relay; several replicas may run one each. It wakes by LISTEN, and by a slow poll. */
export function createOutboxRelay({ pool, publish, log, pollMs = 1_000 }: RelayOptions): OutboxRelay {
  let running = false;
  let loop: Promise<void> = Promise.resolve();
  let wake = () => {};
  let unlisten: (() => void) | undefined;

  /** Keeps one connection that hears of new events; a broken one is given back, and replaced by the next look. */
  async function listen(): Promise<void> {
    if (unlisten) return;
    const client = await pool.connect();
    const giveBack = () => {
      if (unlisten !== giveBack) return;
      unlisten = undefined;
      client.release(true);
      wake();
    };
    unlisten = giveBack;
    client.once('error', giveBack);
    client.once('end', giveBack);
    client.on('notification', () => wake());
    try {
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Set before each look, so that a notification in between is not slept through. */
  function nextWake(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (running) {
      const woken = nextWake();
      const rested = delay(breath);
      try {
        await listen();
        const { seen, failed } = await withTransaction(pool, client => relayBatch(client, publish, log));
        if (seen === batchSize && !failed) wake();
      } catch (err) {
        log.warn({ err }, 'the outbox cannot be read');
      }
      await woken;
      await rested;
    }
  }

  return {
    start() {
      running = true;
      relays.set(pool, () => wake());
      loop = run();
    },
    async stop() {
      running = false;
      relays.delete(pool);
      wake();
      await loop;
      unlisten?.();
    },
  };
}
