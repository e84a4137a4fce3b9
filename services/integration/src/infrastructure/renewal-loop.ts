import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@neighbourhood/shared/call/call';

interface Deps {
  /** Renews up to so many, and tells how many it looked at. */
  renewAhead: (limit: number, log: Log) => Promise<number>;
  perSecond: number;
  log: Log;
  /** Between two looks that found little. */
  pauseMs?: number;
}

/**
 * startRenewalLoop renews what is due, so many a second at the most, until it is stopped; stopping waits for what is
 * under way. Replicas look at different times.
 */
export function startRenewalLoop({
  renewAhead,
  perSecond,
  log,
  pauseMs = 10_000,
}: Deps): () => Promise<void> {
  const stopping = new AbortController();
  const pause = (ms: number) => delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  async function run(): Promise<void> {
    await pause(pauseMs * Math.random());
    while (!stopping.signal.aborted) {
      const begun = Date.now();
      const found = await renewAhead(perSecond, log).catch((err: unknown) => {
        log.warn({ err }, 'what is due for renewal could not be found; the next look tries again');
        return 0;
      });
      const busy = found >= perSecond;
      await pause(busy ? Math.max(0, begun + 1_000 - Date.now()) : pauseMs * (0.5 + Math.random()));
    }
  }

  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}
