import { type Kind, kinds } from './kinds.ts';

/** FieldError tells what is wrong with one field; `path` is dotted, as `steps.0.name`. */
export interface FieldError {
  path: string;
  message: string;
}

/** AppErrorOptions holds what an error may carry besides its kind, code and detail. */
export interface AppErrorOptions {
  fields?: readonly FieldError[];
  retryAfterSeconds?: number;
  /** Machine-readable facts that are safe to show, as `{ limit: '100' }`. */
  metadata?: Record<string, string>;
  /** The original failure: logged once where it is answered, never sent. */
  cause?: unknown;
}

/**
 * AppError is every failure that we expect. Its message is written for the caller and is safe to show;
 * `code` is stable, in the form `CONSENT.REQUIRED`.
 */
export class AppError extends Error {
  readonly kind: Kind;
  readonly code: string;
  readonly fields: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly metadata: Readonly<Record<string, string>>;

  constructor(kind: Kind, code: string, detail: string, options: AppErrorOptions = {}) {
    super(detail, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.metadata = options.metadata ?? {};
  }

  /** httpStatus is the status that REST callers see. */
  get httpStatus(): number {
    return kinds[this.kind].http;
  }
}

/** toAppError passes an AppError on, and turns anything else into a bare internal error that keeps its cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    'internal',
    'INTERNAL',
    'Something went wrong on our side; try again, and quote the request id if it lasts.',
    { cause: error },
  );
}

/** isAppError tells an expected failure, optionally of one code. */
export function isAppError(error: unknown, code?: string): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
