import type { PendingAuthorization, PendingAuthorizations } from '../../src/usecase/ports.ts';

/** createMemoryPending keeps pending authorizations in memory. */
export function createMemoryPending(now: () => number = Date.now): PendingAuthorizations {
  const entries = new Map<string, { pending: PendingAuthorization; expiresAt: Date; etag: string }>();
  let etags = 0;
  const live = (state: string) => {
    const entry = entries.get(state);
    return entry && entry.expiresAt.getTime() > now() ? entry : undefined;
  };
  return {
    async add(state, pending, ttlSeconds) {
      entries.set(state, { pending, expiresAt: new Date(now() + ttlSeconds * 1_000), etag: String(++etags) });
    },
    async find(state) {
      return live(state);
    },
    async bind(state, pending, { etag }) {
      const entry = live(state);
      if (entry?.etag !== etag) return false;
      entries.set(state, { ...entry, pending, etag: String(++etags) });
      return true;
    },
    async take(state, etag) {
      return live(state)?.etag === etag && entries.delete(state);
    },
  };
}
