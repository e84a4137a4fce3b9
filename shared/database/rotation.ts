import { setTimeout as delay } from 'node:timers/promises';
import { type Pool, type PoolClient } from 'pg';
import { type Log } from '../call/call.ts';
import { type RotatingSecret } from '../process/rotating-secret.ts';

/** RotationOptions of followCredentials. */
export interface RotationOptions {
  /** The connection URL, which may change. */
  url: RotatingSecret<string>;
  log: Log;
  /** How long a refused password is asked for anew before the refusal counts; default 5 s. */
  patienceMs?: number;
  /** How long a connection of the old credentials may stay at work; default 60 s. */
  drainMs?: number;
}

type Connected = (error: Error | undefined, client: PoolClient | undefined, release: () => void) => void;

/**
 * followCredentials has the pool connect with the newest URL. A new password and its secret cannot change at one
 * instant: while the database refuses the one at hand, the secret is read again and the connection tried again, and
 * nobody who waits for it fails. `drain` gives up the connections that were opened with an older URL.
 */
export function followCredentials(
  pool: Pool,
  { url, log, patienceMs = 5_000, drainMs = 60_000 }: RotationOptions,
) {
  const openedWith = new Map<PoolClient, string>();
  const isOld = (client: PoolClient) => openedWith.get(client) !== url.current;
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;

  async function patiently(): Promise<PoolClient> {
    const end = Date.now() + patienceMs;
    for (let pause = 25; ; pause = Math.min(2 * pause, 500)) {
      const now = url.current;
      pool.options.connectionString = now;
      try {
        const client = await connect();
        if (!openedWith.has(client)) openedWith.set(client, now);
        return client;
      } catch (error) {
        if (!isRefused(error) || Date.now() > end) throw error;
        await url.refresh();
        await delay(pause);
      }
    }
  }

  // The pool's own query() connects with a callback.
  pool.connect = ((callback?: Connected) => {
    const connected = patiently();
    if (!callback) return connected;
    connected.then(
      client => callback(undefined, client, client.release),
      (error: unknown) => callback(error as Error, undefined, () => {}),
    );
    return undefined;
  }) as Pool['connect'];

  pool.on('remove', client => openedWith.delete(client));
  // An ended client is not kept by the pool; those of older credentials end as they are given back.
  pool.on('release', (_, client) => {
    if (isOld(client)) void client.end();
  });

  async function drain(): Promise<void> {
    const idle = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
    for (const client of idle) client.release();
    // Whoever holds a connection for good, to LISTEN, opens another when it ends.
    await delay(drainMs, undefined, { ref: false });
    for (const client of openedWith.keys()) if (isOld(client)) void client.end();
  }

  return {
    /** Call it for a new URL. */
    drain: () => {
      drain().catch((err: unknown) =>
        log.warn({ err }, 'connections of old credentials were not all given up'),
      );
    },
  };
}

/** invalid_password; invalid_authorization_specification, as for a role that may not sign in (any more). */
function isRefused(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: string };
  return code === '28P01' || code === '28000';
}
