import { setTimeout as delay } from 'node:timers/promises';
import { type Log } from '../call/call.ts';

/** Repeating is work that is done again and again until it is stopped. */
export interface Repeating {
  /** Lets the round at hand end. */
  stop(): Promise<void>;
}

/** repeat does `work` every `everyMs`, and at once again while it says that there is more. A failure ends a round only. */
export function repeat(work: () => Promise<boolean>, everyMs: number, log: Log): Repeating {
  const stopping = new AbortController();
  const round = async () => {
    const more = await work().catch((err: unknown) => {
      log.warn({ err }, 'repeated work failed');
      return false;
    });
    if (!more) await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  };
  const loop = (async () => {
    while (!stopping.signal.aborted) await round();
  })();
  return {
    stop: () => {
      stopping.abort();
      return loop;
    },
  };
}
