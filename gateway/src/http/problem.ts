import { STATUS_CODES } from 'node:http';
import { type AppError, type FieldError, toAppError } from '@neighbourhood/shared/errors/app-error';
import { type Answer } from './answer.ts';
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
 * problemAnswer says any error as an answer, and logs what is ours to repair, once. Unknown errors become a
 * bare 500.
 */
export function problemAnswer(context: Context, failure: unknown): Answer {
  const error = toAppError(failure);
  const { requestId, log } = context.state;
  const status = error.httpStatus;
  if (status >= 500) {
    const facts = { code: error.code, status, err: error.cause ?? error };
    if (error.kind === 'internal') log.error(facts, 'request failed');
    else log.warn(facts, 'request failed');
  }
  const headers: Record<string, string> = {
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json',
  };
  const retryAfter = error.retryAfterSeconds ?? (status === 503 || status === 429 ? 1 : undefined);
  if (retryAfter !== undefined) headers['Retry-After'] = String(Math.max(1, Math.ceil(retryAfter)));
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer realm="neighbourhood"';
  return { status, headers, body: JSON.stringify(problemOf(error, context.path, requestId)) };
}
