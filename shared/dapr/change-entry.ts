import { setTimeout as delay } from 'node:timers/promises';
import { type StateStore } from './state.ts';

/** ChangeOptions of changeEntry. */
export interface ChangeOptions {
  tries?: number;
  /** Waits between tries for a contended entry. */
  pause?: ((ms: number) => Promise<unknown>) | undefined;
}

/** Change is what becomes of an entry, and what its changer wants to know of it. */
export interface Change<T, R> {
  value: T;
  ttlSeconds: number;
  result: R;
}

/**
 * changeEntry reads an entry and writes what `change` makes of it, anew as long as other writers come first;
 * undefined when they always did. `change` may run several times.
 */
export async function changeEntry<T, R>(
  store: Pick<StateStore, 'get' | 'set'>,
  key: string,
  change: (value: T | undefined) => Change<T, R>,
  { tries = 20, pause = delay }: ChangeOptions = {},
): Promise<R | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const entry = await store.get<T>(key);
    const { value, ttlSeconds, result } = change(entry?.value);
    const write = { ttlSeconds, ...(entry ? { etag: entry.etag } : { firstWrite: true }) };
    if (await store.set(key, value, write)) return result;
    await pause(Math.random() * 5 * (attempt + 1));
  }
  return undefined;
}
