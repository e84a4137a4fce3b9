/** BreakerOptions: failures in a row that open it, and how long it stays open before one call tries again. */
export interface BreakerOptions {
  failures?: number;
  openMs?: number;
  now?: () => number;
}

/** Breaker keeps calls from waiting for a service that cannot be reached. */
export interface Breaker {
  /** Whether to call at all. Of those who ask when the time is over, one may. */
  enter(): boolean;
  /** What came of a call: the service answered, whatever it said, or was not there. */
  heard(reached: boolean): void;
}

/**
 * createBreaker counts only calls that did not reach the service. Answers, refusals too, close it: a tenant whose
 * every request is refused must not shut others out, as the sidecar's own breaker would, which takes each answer
 * but OK for a failure.
 */
export function createBreaker({
  failures = 5,
  openMs = 2_000,
  now = Date.now,
}: BreakerOptions = {}): Breaker {
  let inARow = 0;
  let openUntil = 0;
  return {
    enter() {
      if (inARow < failures) return true;
      if (now() < openUntil) return false;
      openUntil = now() + openMs;
      return true;
    },
    heard(reached) {
      inARow = reached ? 0 : inARow + 1;
      if (inARow >= failures) openUntil = now() + openMs;
    },
  };
}
