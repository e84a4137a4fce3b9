import { STATUS_CODES } from 'node:http';
import { type AppError, toAppError } from '@neighbourhood/shared/errors/app-error';
import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { type Context } from './state.ts';

/** Problem is an RFC 9457 problem detail as every error of the gateway has it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Path of the request. */
  instance: string;
  /** Stable, as `CONSENT.REQUIRED`. */
  code: string;
  requestId: string;
  errors?: readonly FieldError[];
}

/** problemOf says an error in the form of RFC 9457. */
export function problemOf(error: AppError, instance: string, requestId: string): Problem {
  return {
    type: `urn:neighbourhood:problem:${error.code.toLowerCase()}`,
    title: STATUS_CODES[error.httpStatus] ?? 'Error',
    status: error.httpStatus,
    detail: error.message,
    instance,
    code: error.code,
    requestId,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
  };
}

/**
 * answerProblem turns any error into the answer of a request, and logs what is ours to repair, once. Unknown
 * errors become a bare 500.
 */
export function answerProblem(context: Context, failure: unknown): void {
  const error = toAppError(failure);
  const { requestId, log } = context.state;
  const status = error.httpStatus;
  if (status >= 500) {
    const facts = { code: error.code, status, err: error.cause ?? error };
    if (error.kind === 'internal') log.error(facts, 'request failed');
    else log.warn(facts, 'request failed');
  }
  context.status = status;
  context.set('Cache-Control', 'no-store');
  if (error.retryAfterSeconds !== undefined) context.set('Retry-After', String(Math.ceil(error.retryAfterSeconds)));
  else if (status === 503 || status === 429) context.set('Retry-After', '1');
  if (status === 401) context.set('WWW-Authenticate', 'Bearer realm="neighbourhood"');
  context.body = JSON.stringify(problemOf(error, context.path, requestId));
  context.type = 'application/problem+json';
}
