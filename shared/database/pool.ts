import pg from 'pg';
import { Gauge, type Registry } from 'prom-client';
import { type Log } from '../call/call.ts';

export type { Pool, PoolClient } from 'pg';

/** Queryable is a pool or a client in a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** PoolOptions of createPool. */
export interface PoolOptions {
  /** `postgresql://role:password@host:port/database`. */
  connectionString: string;
  /** Connections at the most; default 10. */
  max?: number;
  log: Log;
  registry?: Registry;
}

function observe(pool: pg.Pool, max: number, registry: Registry): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect(this: Gauge) {
        this.set(read());
      },
    });
  gauge('db_pool_connections_max', 'Connections that the pool may open', () => max);
  gauge('db_pool_connections_used', 'Connections at work', () => pool.totalCount - pool.idleCount);
  gauge('db_pool_waiting', 'Requests that wait for a connection', () => pool.waitingCount);
}

/** createPool opens connections on demand; a statement may take 15 s, a connection 5 s. */
export function createPool({ connectionString, max = 10, log, registry }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // A connection that breaks is replaced by the next query, and the one at hand fails; but an 'error' event that
  // nobody hears ends the process, be the connection idle (pool) or checked out (client).
  pool.on('error', err => log.warn({ err }, 'an idle database connection broke'));
  pool.on('connect', client => client.on('error', err => log.warn({ err }, 'a database connection broke')));
  if (registry) observe(pool, max, registry);
  return pool;
}

/** withTransaction commits what `work` did, or rolls it back when it fails. Never call other services inside. */
export async function withTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** isUniqueViolation tells PostgreSQL's unique_violation (23505), optionally of one constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const { code, constraint: violated } = (error ?? {}) as { code?: string; constraint?: string };
  return code === '23505' && (constraint === undefined || violated === constraint);
}

/** databaseReady tells whether the database answers a trivial query within two seconds. */
export async function databaseReady(pool: pg.Pool): Promise<boolean> {
  const answered = pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>(resolve => setTimeout(() => resolve(false), 2_000).unref());
  return Promise.race([answered, late]);
}
