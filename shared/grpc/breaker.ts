import { setTimeout as delay } from 'node:timers/promises';
import { type Target } from './target.ts';

/** BreakerOptions of createBreaker. */
export interface BreakerOptions extends Pick<Target, 'maxCalls' | 'failures' | 'silence'> {
  /** Whether the service itself answers, whatever it says. Rejects where there is nothing to ask any more. */
  alive: () => Promise<boolean>;
  /** Told when calls are refused from now on, and when they are sent again. */
  onChange?: (open: boolean) => void;
  /** Milliseconds between two questions while it is open. */
  everyMs?: number;
}

/** Leave takes what came of a call: an answer, that the service was not reached, or nothing at all. */
export type Leave = (reached: boolean | undefined) => void;

/** Breaker keeps calls from waiting for a service that is gone or hangs. */
export interface Breaker {
  /** Lets a call in, or refuses it. */
  enter(): Leave | undefined;
}

/**
 * createBreaker covers what sidecars cannot see: an app that is gone while its sidecar lives, and one that hangs. It
 * opens after some calls in a row that did not reach the service; and where a call and all others hear nothing for
 * a while and the service's health check is not answered either, so that one tenant's slow calls shut nobody out.
 * Answers, refusals too, keep it closed. While it is open the health check tries, not a caller.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { alive, onChange, maxCalls, failures, silence, everyMs = 1_000 } = options;
  let open = false;
  let asking = false;
  let atHand = 0;
  let inARow = 0;
  let answers = 0;

  function turn(next: boolean): void {
    if (open === next) return;
    open = next;
    inARow = 0;
    onChange?.(next);
  }

  async function askUntilAlive(): Promise<void> {
    if (asking) return;
    asking = true;
    while (!(await alive().catch(() => true))) {
      turn(true);
      await delay(everyMs, undefined, { ref: false });
    }
    asking = false;
    turn(false);
  }

  function leaving(before: number): Leave {
    atHand += 1;
    const timer = setTimeout(() => {
      if (answers === before) void askUntilAlive();
    }, silence);
    timer.unref();
    return reached => {
      clearTimeout(timer);
      atHand -= 1;
      if (reached === undefined) return;
      answers += 1;
      inARow = reached ? 0 : inARow + 1;
      if (inARow < failures) return;
      turn(true);
      void askUntilAlive();
    };
  }

  return { enter: () => (open || atHand >= maxCalls ? undefined : leaving(answers)) };
}
