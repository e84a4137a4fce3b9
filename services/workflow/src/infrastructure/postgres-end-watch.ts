import { type Log } from '@neighbourhood/shared/call/call';
import { type Pool } from '@neighbourhood/shared/database/pool';
import { type Execution } from '../domain/execution.ts';
import { endedChannel, type EndHearer } from '../repository/postgres-ends.ts';
import { type EndWatch } from '../usecase/ports.ts';

/** PostgresEndWatch is an EndWatch that also hears directly of runs that end in this process. */
export interface PostgresEndWatch extends EndWatch, EndHearer {
  close(): void;
}

/**
 * createPostgresEndWatch hears of ended runs by LISTEN on one connection, opened when somebody first waits. While
 * it is not connected, and for runs that ended just before, the row is looked at every second.
 */
export function createPostgresEndWatch(pool: Pool, log: Log): PostgresEndWatch {
  const waiting = new Map<string, Set<(ended?: Execution) => void>>();
  let looking: NodeJS.Timeout | undefined;
  let connecting: Promise<void> | undefined;
  let giveBack = () => {};

  async function connect(): Promise<void> {
    const client = await pool.connect();
    // However it ends, its place in the pool is given back, once.
    const ended = () => {
      if (giveBack !== ended) return;
      giveBack = () => {};
      connecting = undefined;
      client.release(true);
    };
    giveBack = ended;
    client.once('error', ended);
    client.once('end', ended);
    client.on('notification', ({ payload = '' }) => {
      for (const id of payload.split(',')) for (const done of waiting.get(id) ?? []) done();
    });
    try {
      await client.query(`LISTEN ${endedChannel}`);
    } catch (error) {
      ended();
      throw error;
    }
  }

  async function listen(): Promise<void> {
    connecting ??= connect().catch((err: unknown) => {
      connecting = undefined;
      log.warn({ err }, 'cannot listen for the end of runs; rows are polled');
    });
    await connecting;
  }

  async function look(): Promise<void> {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM executions WHERE id = ANY($1) AND ended_at IS NOT NULL',
      [[...waiting.keys()]],
    );
    for (const { id } of rows) for (const done of waiting.get(id) ?? []) done();
  }

  /** Looks once a second, for all who wait, as long as anybody does. */
  function lookSoon(): void {
    looking ??= setTimeout(() => {
      looking = undefined;
      if (waiting.size === 0) return;
      void look()
        .catch(() => undefined)
        .then(lookSoon);
    }, 1000);
  }

  return {
    async wait(id, ms, signal) {
      let done: (ended?: Execution) => void = () => {};
      const over = new Promise<Execution | undefined>(resolve => {
        done = resolve;
      });
      const giveUp = () => done();
      const others = waiting.get(id) ?? new Set();
      waiting.set(id, others.add(done));
      const timer = setTimeout(giveUp, ms);
      signal.addEventListener('abort', giveUp, { once: true });
      void listen();
      lookSoon();
      try {
        return await over;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        others.delete(done);
        if (others.size === 0) waiting.delete(id);
      }
    },
    awaits: id => waiting.has(id),
    tell(ended) {
      for (const done of waiting.get(ended.id) ?? []) done(ended);
    },
    close() {
      clearTimeout(looking);
      giveBack();
    },
  };
}
