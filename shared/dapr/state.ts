import { randomUUID } from 'node:crypto';
import { type ServiceError, status } from '@grpc/grpc-js';
import { AppError } from '../errors/app-error.ts';
import { type DaprCall } from './stub.ts';

/** Entry is a stored value and the ETag to write over it. */
export interface Entry<T> {
  value: T;
  etag: string;
  expiresAt: Date;
}

/** WriteOptions: with `etag` or `firstWrite` the write may lose a race; every writer of such a key must use them. */
export interface WriteOptions {
  /** Seconds until the entry is gone; always given, nothing in this store lives for ever. */
  ttlSeconds: number;
  /** Write only over this version. */
  etag?: string;
  /** Write only where nothing is stored. */
  firstWrite?: boolean;
}

/** StateStore keeps short-lived JSON values in a Dapr state component. */
export interface StateStore {
  get<T>(key: string): Promise<Entry<T> | undefined>;
  /** False when another writer was first. */
  set(key: string, value: unknown, options: WriteOptions): Promise<boolean>;
  /** False when `etag` is given and the entry changed meanwhile. */
  delete(key: string, options?: { etag?: string }): Promise<boolean>;
}

interface Stored {
  /** Never: what it is, only the caller of `get` knows. */
  value: never;
  /** Milliseconds since 1970: the TTL is a second command after the write, and may be lost with a crash. */
  expiresAt: number;
  /** Tells two lives of a key apart, whose ETags start at 1 again. */
  nonce: string;
}

/** How sidecars answer for a store that does not, or is left alone for a while because it did not. */
const storeDown = new Set<unknown>([
  status.INTERNAL,
  status.UNAVAILABLE,
  status.UNKNOWN,
  status.DEADLINE_EXCEEDED,
]);

/** unavailable says so to whoever needs the store; other failures are mistakes of ours, and stay as they are. */
function unavailable(error: unknown): unknown {
  if (!storeDown.has((error as Partial<ServiceError>).code)) return error;
  return new AppError(
    'unavailable',
    'STATE.UNAVAILABLE',
    'What has to be remembered for this cannot be stored or read right now; try again.',
    { cause: error, retryAfterSeconds: 1 },
  );
}

const lostRace = (error: unknown): boolean => (error as Partial<ServiceError>).code === status.ABORTED;

/**
 * createStateStore reads with strong consistency and writes first-write-wins wherever a race is possible. Where the
 * store does not answer, all fail with STATE.UNAVAILABLE.
 */
export function createStateStore(call: DaprCall, storeName: string): StateStore {
  async function read(key: string): Promise<{ stored: Stored; etag: string } | undefined> {
    const request = { storeName, key, consistency: 'CONSISTENCY_STRONG' };
    const answer = await call<{ data: Buffer; etag: string }>('GetState', request).catch((error: unknown) => {
      throw unavailable(error);
    });
    if (answer.data.length === 0) return undefined;
    return { stored: JSON.parse(answer.data.toString('utf8')) as Stored, etag: answer.etag };
  }

  async function save(
    key: string,
    value: unknown,
    { ttlSeconds, etag, firstWrite }: WriteOptions,
  ): Promise<boolean> {
    const seconds = Math.max(1, Math.ceil(ttlSeconds));
    const stored = { value, expiresAt: Date.now() + seconds * 1000, nonce: randomUUID() };
    const state = {
      key,
      value: Buffer.from(JSON.stringify(stored)),
      metadata: { ttlInSeconds: String(seconds), contentType: 'application/json' },
      options: {
        concurrency: etag !== undefined || firstWrite ? 'CONCURRENCY_FIRST_WRITE' : 'CONCURRENCY_LAST_WRITE',
        consistency: 'CONSISTENCY_STRONG',
      },
      ...(etag === undefined ? {} : { etag: { value: etag } }),
    };
    try {
      await call('SaveState', { storeName, states: [state] });
      return true;
    } catch (error) {
      if (lostRace(error)) return false;
      // Redis answers a lost first write without an ETag as it answers any failure: look who was first.
      const winner = firstWrite ? await read(key) : undefined;
      if (!winner) throw unavailable(error);
      return winner.stored.nonce === stored.nonce;
    }
  }

  return {
    async get(key: string) {
      const found = await read(key);
      if (!found || found.stored.expiresAt <= Date.now()) return undefined;
      return { value: found.stored.value, etag: found.etag, expiresAt: new Date(found.stored.expiresAt) };
    },
    async set(key, value, options) {
      if (!options.firstWrite) return save(key, value, options);
      const found = await read(key);
      if (found && found.stored.expiresAt > Date.now()) return false;
      return save(key, value, found ? { ttlSeconds: options.ttlSeconds, etag: found.etag } : options);
    },
    async delete(key, { etag } = {}) {
      try {
        await call('DeleteState', {
          storeName,
          key,
          ...(etag === undefined
            ? {}
            : {
                etag: { value: etag },
                options: { concurrency: 'CONCURRENCY_FIRST_WRITE', consistency: 'CONSISTENCY_STRONG' },
              }),
        });
        return true;
      } catch (error) {
        if (lostRace(error)) return false;
        throw unavailable(error);
      }
    },
  };
}
