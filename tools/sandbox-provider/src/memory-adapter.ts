import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Entry, Store } from './store.ts';

const sweepEveryWrites = 1_000;

/**
 * createMemoryAdapter keeps an authorization server's records in the store, without the limit of 1,000 entries
 * that the library's own has: load tests hold more connections than that.
 */
export function createMemoryAdapter(
  { entries, changed }: Pick<Store, 'entries' | 'changed'>,
  now: () => number = Date.now,
): AdapterFactory {
  let writes = 0;

  const over = ({ expiresAt }: Entry): boolean => expiresAt !== null && expiresAt <= now();

  function live(key: string): AdapterPayload | undefined {
    const entry = entries.get(key);
    return entry !== undefined && !over(entry) ? entry.payload : undefined;
  }

  function sweep(): void {
    for (const [key, entry] of entries) if (over(entry)) entries.delete(key);
  }

  function search(model: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const key of entries.keys()) {
      const payload = key.startsWith(`${model}:`) ? live(key) : undefined;
      if (payload !== undefined && matches(payload)) return payload;
    }
    return undefined;
  }

  return (model: string): Adapter => ({
    async upsert(id, payload, expiresIn) {
      if (++writes % sweepEveryWrites === 0) sweep();
      entries.set(`${model}:${id}`, { payload, expiresAt: expiresIn ? now() + expiresIn * 1_000 : null });
      changed();
    },
    async find(id) {
      return live(`${model}:${id}`);
    },
    async findByUid(uid) {
      return search(model, payload => payload.uid === uid);
    },
    async findByUserCode(userCode) {
      return search(model, payload => payload.userCode === userCode);
    },
    async consume(id) {
      const payload = live(`${model}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(now() / 1_000);
      changed();
    },
    async destroy(id) {
      entries.delete(`${model}:${id}`);
      changed();
    },
    async revokeByGrantId(grantId) {
      for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
      changed();
    },
  });
}
