import { setTimeout as delay } from 'node:timers/promises';

/** Patience of eventually; `what` is for the message, as a function when it has more to tell at the end. */
export interface Patience {
  timeoutMs?: number;
  intervalMs?: number;
  what?: string | (() => string);
}

/**
 * eventually waits until `probe` gives something other than undefined and false, and returns it. A probe that
 * throws is tried again; after `timeoutMs` its last error, or a timeout, is thrown.
 */
export async function eventually<T>(
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs = 15_000, intervalMs = 25, what = 'the condition' }: Patience = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let failure: unknown;
  while (Date.now() < deadline) {
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await delay(intervalMs);
  }
  const named = typeof what === 'string' ? what : what();
  throw new Error(`${named} did not come about within ${timeoutMs} ms`, { cause: failure });
}
