import { type Log } from '@neighbourhood/shared/call/call';

/** Repeating is work that is done again and again until it is stopped. */
export interface Repeating {
  /** Lets the round at hand end. */
  stop(): Promise<void>;
}

/** repeat does `work` every `everyMs`, and at once again while it says that there is more. A failure ends a round only. */
export function repeat(work: () => Promise<boolean>, everyMs: number, log: Log): Repeating {
  let stopped = false;
  let wake = () => {};
  const loop = (async () => {
    while (!stopped) {
      const more = await work().catch((err: unknown) => {
        log.warn({ err }, 'repeated work failed');
        return false;
      });
      if (more || stopped) continue;
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: () => {
      stopped = true;
      wake();
      return loop;
    },
  };
}
