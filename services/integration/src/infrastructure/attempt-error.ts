import { AppError, type AppErrorOptions } from '@neighbourhood/shared/errors/app-error';
import type { Verdict } from '../domain/provider-answer.ts';
import { redacted } from '../domain/redacted.ts';
import type { TransportError } from './http-sender.ts';
import type { UnreadableAnswer } from './read-answer.ts';

/** Trouble is why one attempt at a provider came to nothing. */
export type Trouble =
  | Exclude<Verdict, { kind: 'success' | 'unauthorized' }>
  | { kind: 'transport'; error: TransportError }
  | { kind: 'unreadable'; error: UnreadableAnswer };

/** AttemptError is the failure of one attempt, with what decides about the next. */
export class AttemptError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.kind, 'error' in trouble ? { cause: trouble.error } : undefined);
    this.name = 'AttemptError';
    this.trouble = trouble;
  }

  /** Whether it tells of the provider's health, and not of the request. */
  get isOutage(): boolean {
    const { trouble } = this;
    return (
      trouble.kind === 'unavailable' ||
      (trouble.kind === 'transport' && !trouble.error.forbidden) ||
      (trouble.kind === 'unreadable' && trouble.error.brokeOff)
    );
  }

  get timedOut(): boolean {
    return this.trouble.kind === 'transport' && this.trouble.error.timedOut;
  }

  /** Seconds that the provider asked to wait. */
  get retryAfterSeconds(): number | undefined {
    const { trouble } = this;
    return 'retryAfterSeconds' in trouble ? trouble.retryAfterSeconds : undefined;
  }

  /**
   * Whether sending again may help, and can do no harm: the request was not accepted (a limit), nothing was sent (no
   * connection), or sending it twice is harmless.
   */
  mayRepeat(repeatable: boolean): boolean {
    const { trouble } = this;
    switch (trouble.kind) {
      case 'rateLimited':
        return trouble.transient;
      case 'unavailable':
        return repeatable && trouble.transient;
      case 'transport':
        return !trouble.error.forbidden && (repeatable || !trouble.error.maybeReceived);
      case 'unreadable':
        return repeatable && trouble.error.brokeOff;
      case 'failed':
        return repeatable && trouble.transient;
    }
  }
}

const longestMessage = 300;

const failed = (detail: string, options: AppErrorOptions) =>
  new AppError('upstreamFailed', 'PROVIDER.ERROR', detail, options);
const absent = (detail: string, options: AppErrorOptions) =>
  new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', detail, options);
const late = (name: string, options: AppErrorOptions) =>
  new AppError('upstreamTimeout', 'PROVIDER.TIMEOUT', `${name} did not answer in time.`, options);

/** describeTrouble is what the caller hears of a provider's trouble; `secrets` are taken out of the provider's words. */
export function describeTrouble(
  name: string,
  error: AttemptError,
  { attempts, secrets }: { attempts: number; secrets: readonly string[] },
): AppError {
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
      if (trouble.status === 503) return absent(`${name} is not available now.`, options);
      return trouble.status === 504
        ? late(name, options)
        : failed(`${name} answered ${trouble.status}.`, options);
    case 'transport':
      if (trouble.error.timedOut) return late(name, options);
      return trouble.error.garbled
        ? failed(`${name} did not answer in HTTP.`, options)
        : absent(`${name} cannot be reached.`, options);
    case 'unreadable':
      metadata['status'] = String(trouble.error.status);
      return failed(`${name} answered ${trouble.error.status} ${trouble.error.what}.`, options);
    case 'failed': {
      metadata['status'] = String(trouble.status);
      if (trouble.code !== '') metadata['providerCode'] = without(secrets, trouble.code);
      return failed(`${name} answered ${trouble.status}${without(secrets, explanation(trouble))}`, options);
    }
  }
}

function explanation({ status, message }: { status: number; message: string }): string {
  if (message !== '') return `: ${message}`;
  return status >= 300 && status < 400 ? ', a redirect, which is not followed.' : '.';
}

/** Some providers repeat a key that they refuse; what is cut off before may leave half of one. */
function without(secrets: readonly string[], text: string): string {
  return redacted(text, secrets, '…').slice(0, longestMessage);
}
