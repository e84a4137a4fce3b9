import { type StateStore } from '../dapr/state.ts';

/** MemoryState is a state store in memory, with the real one's rules; `down` makes every call fail. */
export interface MemoryState extends StateStore {
  down: boolean;
  calls: number;
  entries: Map<string, { value: unknown; version: number; expiresAt: number }>;
}

/** createMemoryState starts empty; values go through JSON as they do in the real store. */
export function createMemoryState(now: () => number = Date.now): MemoryState {
  const entries: MemoryState['entries'] = new Map();
  const live = (key: string) => {
    const entry = entries.get(key);
    return entry && entry.expiresAt > now() ? entry : undefined;
  };
  const state: MemoryState = {
    down: false,
    calls: 0,
    entries,
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the port has it
    async get<T>(key: string) {
      await reach();
      const entry = live(key);
      if (!entry) return undefined;
      return {
        value: structuredClone(entry.value) as T,
        etag: String(entry.version),
        expiresAt: new Date(entry.expiresAt),
      };
    },
    async set(key, value, { ttlSeconds, etag, firstWrite }) {
      await reach();
      const entry = live(key);
      if (firstWrite && entry) return false;
      if (etag !== undefined && String(entry?.version) !== etag) return false;
      const plain = JSON.parse(JSON.stringify(value)) as unknown;
      entries.set(key, {
        value: plain,
        version: (entry?.version ?? 0) + 1,
        expiresAt: now() + ttlSeconds * 1000,
      });
      return true;
    },
    async delete(key, { etag } = {}) {
      await reach();
      if (etag !== undefined && String(live(key)?.version) !== etag) return false;
      entries.delete(key);
      return true;
    },
  };

  async function reach(): Promise<void> {
    state.calls += 1;
    await Promise.resolve();
    if (state.down) throw new Error('the state store is down');
  }
  return state;
}
