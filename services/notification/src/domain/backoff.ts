/** Backoff is the schedule of attempts. */
export interface Backoff {
  /** Milliseconds before the second, third … attempt. */
  delaysMs: readonly number[];
  /** Share by which a delay varies both ways, 0 to 1. */
  jitter: number;
  /** A number from 0 to 1. */
  random: () => number;
}

const maxRetryAfterMs = 24 * 3_600_000;

/**
 * nextDelayMs is how long to wait after attempt number `made` (from 1) of a round, or undefined when it was the
 * last. An endpoint's Retry-After can make it longer, up to a day.
 */
export function nextDelayMs(
  { delaysMs, jitter, random }: Backoff,
  made: number,
  retryAfterSeconds = 0,
): number | undefined {
  const delay = delaysMs[made - 1];
  if (delay === undefined) return undefined;
  const varied = delay * (1 + jitter * (2 * random() - 1));
  return Math.round(Math.max(varied, Math.min(retryAfterSeconds * 1000, maxRetryAfterMs)));
}
