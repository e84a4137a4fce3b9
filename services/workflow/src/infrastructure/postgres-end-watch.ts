import { type Log } from '@neighbourhood/shared/call/call';
import { type Pool } from '@neighbourhood/shared/database/pool';
import { endedChannel } from '../repository/postgres-executions.ts';
import { type EndWatch } from '../usecase/ports.ts';

/** PostgresEndWatch is an EndWatch with an end of its own. */
export interface PostgresEndWatch extends EndWatch {
  close(): void;
}

/**
 * createPostgresEndWatch hears of ended runs by LISTEN on one connection, opened when somebody first waits. While
 * it is not connected, and for runs that ended just before, the row is looked at every second.
 */
export function createPostgresEndWatch(pool: Pool, log: Log): PostgresEndWatch {
  const waiting = new Map<string, Set<() => void>>();
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
      for (const done of waiting.get(payload) ?? []) done();
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

  async function hasEnded(id: string): Promise<boolean> {
    const { rowCount } = await pool.query('SELECT 1 FROM executions WHERE id = $1 AND ended_at IS NOT NULL', [
      id,
    ]);
    return rowCount === 1;
  }

  return {
    async wait(id, ms, signal) {
      let done = () => {};
      const over = new Promise<void>(resolve => {
        done = resolve;
      });
      const others = waiting.get(id) ?? new Set();
      waiting.set(id, others.add(done));
      const look = () =>
        void hasEnded(id).then(
          ended => ended && done(),
          () => undefined,
        );
      const timers = [setTimeout(done, ms), setInterval(look, 1000)];
      signal.addEventListener('abort', done, { once: true });
      try {
        await listen();
        look();
        await over;
      } finally {
        for (const timer of timers) clearTimeout(timer);
        signal.removeEventListener('abort', done);
        others.delete(done);
        if (others.size === 0) waiting.delete(id);
      }
    },
    close() {
      giveBack();
    },
  };
}
