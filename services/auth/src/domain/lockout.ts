import { AppError } from '@neighbourhood/shared/errors/app-error';

/** LockoutPolicy bounds guessing; times in milliseconds. */
export interface LockoutPolicy {
  /** Failures of one account within `windowMs` that lock it for `lockMs`. */
  readonly maxFailures: number;
  readonly windowMs: number;
  readonly lockMs: number;
  /** Tries of one address within `addressWindowMs`, right or wrong. */
  readonly addressTries: number;
  readonly addressWindowMs: number;
}

/** Tally counts one subject's tries in the current window. */
export interface Tally {
  readonly count: number;
  readonly windowEndsAt: Date;
  readonly lockedUntil?: Date | undefined;
}

/** locked is the one answer to a locked account or address, whether or not the account exists. */
export function locked(until: Date, now: Date): AppError {
  return new AppError('rateLimited', 'AUTH.LOCKED', 'Too many attempts to sign in. Try again later.', {
    retryAfterSeconds: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)),
  });
}

/** addressGroup is what a try is counted under: an IPv4 address, or the /64 that one IPv6 host can choose from. */
export function addressGroup(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...(tail === undefined ? [] : zeros), ...right]
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/u, ''))
    .join(':');
}
