import { AppError, type AppErrorOptions } from '@neighbourhood/shared/errors/app-error';
import type { Verdict } from '../domain/provider-answer.ts';
import type { TransportError } from './http-sender.ts';

/** Trouble is why one attempt at a provider came to nothing. */
export type Trouble =
  Exclude<Verdict, { kind: 'success' | 'unauthorized' }> | { kind: 'transport'; error: TransportError };

/** AttemptError is the failure of one attempt, with what decides about the next. */
export class AttemptError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.kind, trouble.kind === 'transport' ? { cause: trouble.error } : undefined);
    this.name = 'AttemptError';
    this.trouble = trouble;
  }

  /** Whether it tells of the provider's health, and not of the request. */
  get isOutage(): boolean {
    const { trouble } = this;
    return trouble.kind === 'unavailable' || (trouble.kind === 'transport' && !trouble.error.forbidden);
  }

  get timedOut(): boolean {
    return this.trouble.kind === 'transport' && this.trouble.error.timedOut;
  }

  /** Seconds that the provider asked to wait. */
  get retryAfterSeconds(): number | undefined {
    const { trouble } = this;
    return trouble.kind === 'rateLimited' || trouble.kind === 'unavailable'
      ? trouble.retryAfterSeconds
      : undefined;
  }

  /**
   * Whether sending again can do no harm: the request was not accepted (429, 503 with Retry-After, no connection),
   * or sending it twice is harmless.
   */
  mayRepeat(repeatable: boolean): boolean {
    const { trouble } = this;
    switch (trouble.kind) {
      case 'rateLimited':
        return true;
      case 'unavailable':
        return repeatable || (trouble.status === 503 && trouble.retryAfterSeconds !== undefined);
      case 'transport':
        return !trouble.error.forbidden && (repeatable || !trouble.error.maybeReceived);
      case 'failed':
        return false;
    }
  }
}

/** describeTrouble is what the caller hears of a provider's trouble after `attempts`. */
export function describeTrouble(name: string, error: AttemptError, attempts: number): AppError {
  const { trouble } = error;
  const metadata: Record<string, string> = { attempts: String(attempts) };
  const wait = error.retryAfterSeconds;
  const options: AppErrorOptions = {
    metadata,
    cause: error,
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  };
  switch (trouble.kind) {
    case 'rateLimited':
      return new AppError('rateLimited', 'PROVIDER.RATE_LIMITED', `${name} allows no more calls for now.`, {
        ...options,
        retryAfterSeconds: wait ?? 1,
      });
    case 'unavailable':
      metadata['status'] = String(trouble.status);
      if (trouble.status === 503) {
        return new AppError(
          'upstreamUnavailable',
          'PROVIDER.UNAVAILABLE',
          `${name} is not available now.`,
          options,
        );
      }
      return trouble.status === 504
        ? new AppError('upstreamTimeout', 'PROVIDER.TIMEOUT', `${name} did not answer in time.`, options)
        : new AppError('upstreamFailed', 'PROVIDER.ERROR', `${name} answered ${trouble.status}.`, options);
    case 'transport':
      return trouble.error.timedOut
        ? new AppError('upstreamTimeout', 'PROVIDER.TIMEOUT', `${name} did not answer in time.`, options)
        : new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', `${name} cannot be reached.`, options);
    case 'failed': {
      metadata['status'] = String(trouble.status);
      if (trouble.code !== '') metadata['providerCode'] = trouble.code;
      const said = trouble.message === '' ? '' : `: ${trouble.message}`;
      const detail = `${name} answered ${trouble.status}${said}`;
      return new AppError('upstreamFailed', 'PROVIDER.ERROR', detail, options);
    }
  }
}
