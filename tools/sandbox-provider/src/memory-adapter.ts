import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expiresAt: number;
}

const sweepEveryWrites = 1_000;

/**
 * createMemoryAdapter keeps an authorization server's records in this process, without the limit of 1,000 entries
 * that the library's own has: load tests hold more connections than that.
 */
export function createMemoryAdapter(now: () => number = Date.now): AdapterFactory {
  const entries = new Map<string, Entry>();
  let writes = 0;

  function live(key: string): AdapterPayload | undefined {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAt > now() ? entry.payload : undefined;
  }

  function sweep(): void {
    for (const [key, entry] of entries) if (entry.expiresAt <= now()) entries.delete(key);
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
      entries.set(`${model}:${id}`, { payload, expiresAt: now() + (expiresIn ?? Infinity) * 1_000 });
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
    },
    async destroy(id) {
      entries.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
    },
  });
}
