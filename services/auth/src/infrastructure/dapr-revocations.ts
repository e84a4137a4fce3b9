import type { StateStore } from '@neighbourhood/shared/dapr/state';
import type { Revocations } from '../usecase/ports.ts';

/**
 * createDaprRevocations writes `revoked-session:<id>` and `revoked-key:<id>` to the store that the gateway reads
 * too, and keeps them `lifeMs` (the life of an access token) and a minute for clocks that differ.
 */
export function createDaprRevocations(store: StateStore, lifeMs: number): Revocations {
  const ttlSeconds = Math.ceil(lifeMs / 1000) + 60;
  const write = async (key: string) => {
    await store.set(key, { revokedAt: new Date().toISOString() }, { ttlSeconds });
  };
  return {
    sessionEnded: id => write(`revoked-session:${id}`),
    keyRevoked: id => write(`revoked-key:${id}`),
    isSessionEnded: async id => (await store.get(`revoked-session:${id}`)) !== undefined,
  };
}
