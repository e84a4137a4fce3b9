/** Loaded is a value with the time until which it may be used, and what it weighs. */
export interface Loaded<T> {
  value: T;
  /** Milliseconds since 1970; a time gone by keeps nothing. */
  until: number;
  weight?: number;
}

/** ExpiringCache keeps values for a while; callers at the same time share one load, and failures are not kept. */
export interface ExpiringCache<T> {
  /** `fresh` tells whether it was loaded for this call. */
  get(key: string, load: () => Promise<Loaded<T>>): Promise<{ value: T; fresh: boolean }>;
  drop(key: string): void;
}

interface Options {
  /** Total weight that is kept; an entry weighs 1 unless it says otherwise. */
  capacity: number;
  now: () => number;
}

/** createExpiringCache makes a cache that forgets what was used longest ago. */
export function createExpiringCache<T>({ capacity, now }: Options): ExpiringCache<T> {
  const kept = new Map<string, Loaded<T> & { weight: number }>();
  const loading = new Map<string, Promise<T>>();
  let weight = 0;

  function drop(key: string): void {
    weight -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  }

  function keep(key: string, loaded: Loaded<T>): void {
    const entry = { ...loaded, weight: loaded.weight ?? 1 };
    drop(key);
    if (entry.until <= now() || entry.weight > capacity) return;
    kept.set(key, entry);
    weight += entry.weight;
    for (const oldest of kept.keys()) {
      if (weight <= capacity) break;
      drop(oldest);
    }
  }

  return {
    async get(key, load) {
      const entry = kept.get(key);
      if (entry && entry.until > now()) {
        kept.delete(key);
        kept.set(key, entry);
        return { value: entry.value, fresh: false };
      }
      const running = loading.get(key);
      if (running) return { value: await running, fresh: true };
      const load1 = load().then(loaded => {
        keep(key, loaded);
        return loaded.value;
      });
      loading.set(key, load1);
      try {
        return { value: await load1, fresh: true };
      } finally {
        loading.delete(key);
      }
    },
    drop,
  };
}
