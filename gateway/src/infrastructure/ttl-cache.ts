/** TtlCache keeps values for a short while; concurrent loads of one key become one. */
export interface TtlCache<V> {
  /** The cached value, or what `load` gives; failures are not cached. */
  get(key: string, load: () => Promise<V>): Promise<V>;
  set(key: string, value: V): void;
  delete(key: string): void;
}

/** createTtlCache holds at most `max` entries, the oldest go first. */
export function createTtlCache<V>({
  ttlMs,
  max,
  now = Date.now,
}: {
  ttlMs: number;
  max: number;
  now?: () => number;
}): TtlCache<V> {
  const entries = new Map<string, { value: V; until: number }>();
  const loading = new Map<string, Promise<V>>();

  function set(key: string, value: V): void {
    entries.delete(key);
    entries.set(key, { value, until: now() + ttlMs });
    if (entries.size <= max) return;
    for (const oldest of entries.keys()) {
      entries.delete(oldest);
      break;
    }
  }

  return {
    set(key, value) {
      // What is being loaded is older than this.
      loading.delete(key);
      set(key, value);
    },
    delete(key) {
      entries.delete(key);
      loading.delete(key);
    },
    async get(key, load) {
      const entry = entries.get(key);
      if (entry && entry.until > now()) return entry.value;
      const underway = loading.get(key);
      if (underway) return underway;
      const promise = load();
      loading.set(key, promise);
      try {
        const value = await promise;
        // Deleted while it loaded: the value may be older than the reason to forget it.
        if (loading.get(key) === promise) set(key, value);
        return value;
      } finally {
        if (loading.get(key) === promise) loading.delete(key);
      }
    },
  };
}
