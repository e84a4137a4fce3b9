import { type StateStore } from '@neighbourhood/shared/dapr/state';
import { type IdempotencyRecord } from '../domain/idempotency.ts';
import { type IdempotencyRecords } from '../usecase/idempotency-records.ts';

/** IdempotencyTimes: how long answers are kept, and how long a request may hold its key while it runs. */
export interface IdempotencyTimes {
  keepSeconds: number;
  runSeconds: number;
}

/** createIdempotencyStore keeps records in the state store; every write loses to an earlier one. */
export function createIdempotencyStore(store: StateStore, times: IdempotencyTimes): IdempotencyRecords {
  return {
    async find(key) {
      return (await store.get<IdempotencyRecord>(key))?.value;
    },
    claim(key, fingerprint) {
      const record: IdempotencyRecord = { state: 'running', fingerprint };
      return store.set(key, record, { ttlSeconds: times.runSeconds, firstWrite: true });
    },
    async keep(key, fingerprint, sealed) {
      const record: IdempotencyRecord = { state: 'done', fingerprint, sealed };
      const entry = await store.get<IdempotencyRecord>(key);
      const write = {
        ttlSeconds: times.keepSeconds,
        ...(entry ? { etag: entry.etag } : { firstWrite: true }),
      };
      await store.set(key, record, write);
    },
    async release(key) {
      const entry = await store.get<IdempotencyRecord>(key);
      if (entry?.value.state === 'running') await store.delete(key, { etag: entry.etag });
    },
  };
}
