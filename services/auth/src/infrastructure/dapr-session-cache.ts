import type { StateStore } from '@neighbourhood/shared/dapr/state';
import type { SessionCache } from '../usecase/ports.ts';

const ttlSeconds = 60;
const keyOf = (sessionId: string) => `session:${sessionId}`;

/** createDaprSessionCache caches live sessions in the app's own state store for a minute. */
export function createDaprSessionCache(store: StateStore): SessionCache {
  return {
    async get(sessionId) {
      const found = await store.get<{ userId: string; email: string; expiresAt: string }>(keyOf(sessionId));
      return found && { ...found.value, expiresAt: new Date(found.value.expiresAt) };
    },
    async put(sessionId, { userId, email, expiresAt }) {
      await store.set(
        keyOf(sessionId),
        { userId, email, expiresAt: expiresAt.toISOString() },
        { ttlSeconds },
      );
    },
    async drop(sessionId) {
      await store.delete(keyOf(sessionId));
    },
  };
}
