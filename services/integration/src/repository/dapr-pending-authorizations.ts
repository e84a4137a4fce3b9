import type { StateStore } from '@neighbourhood/shared/dapr/state';
import type { PendingAuthorization, PendingAuthorizations } from '../usecase/ports.ts';

const keyOf = (state: string): string => `authorization:${state}`;
const plausibleState = /^[\w-]{43}$/;

/** What a pending authorization becomes when it was taken. */
interface Taken {
  taken: true;
}

/** Long enough to outlast every request that saw it before. */
const takenTtlSeconds = 60;

/**
 * createDaprPendingAuthorizations keeps pending authorizations in a Dapr state store. All writes are first-write-wins:
 * of several requests that use one state, one succeeds. Taking is such a write, too: on Redis, a delete with an
 * ETag succeeds for everybody where the key is gone already.
 */
export function createDaprPendingAuthorizations(store: StateStore): PendingAuthorizations {
  return {
    async add(state, pending, ttlSeconds) {
      await store.set(keyOf(state), pending, { ttlSeconds, firstWrite: true });
    },

    async find(state) {
      if (!plausibleState.test(state)) return undefined;
      const found = await store.get<PendingAuthorization | Taken>(keyOf(state));
      if (!found || 'taken' in found.value) return undefined;
      return { pending: found.value, expiresAt: found.expiresAt, etag: found.etag };
    },

    async bind(state, pending, { expiresAt, etag }) {
      const ttlSeconds = (expiresAt.getTime() - Date.now()) / 1_000;
      return ttlSeconds > 0 && store.set(keyOf(state), pending, { ttlSeconds, etag });
    },

    async take(state, etag) {
      const taken: Taken = { taken: true };
      return store.set(keyOf(state), taken, { ttlSeconds: takenTtlSeconds, etag });
    },
  };
}
