import { status } from '@grpc/grpc-js';
import { AppError, isAppError, toAppError } from './app-error.ts';
import { isKind, type Kind, kindOfStatus, kinds } from './kinds.ts';

test('every kind has a gRPC status that is a failure and an HTTP status that is one', () => {
  for (const { grpc, http } of Object.values(kinds)) {
    expect(grpc).not.toBe(status.OK);
    expect(http).toBeGreaterThanOrEqual(400);
    expect(http).toBeLessThan(600);
  }
});

test('failures of third parties never have a gRPC status that sidecars retry', () => {
  for (const kind of ['upstreamFailed', 'upstreamUnavailable', 'upstreamTimeout'] satisfies Kind[]) {
    expect(kinds[kind].grpc).toBe(status.ABORTED);
  }
});

test.each([
  [status.INVALID_ARGUMENT, 400],
  [status.OUT_OF_RANGE, 400],
  [status.UNAUTHENTICATED, 401],
  [status.PERMISSION_DENIED, 403],
  [status.NOT_FOUND, 404],
  [status.ALREADY_EXISTS, 409],
  [status.FAILED_PRECONDITION, 409],
  [status.RESOURCE_EXHAUSTED, 429],
  [status.UNIMPLEMENTED, 501],
  [status.UNAVAILABLE, 503],
  [status.DEADLINE_EXCEEDED, 504],
  [status.CANCELLED, 504],
  [status.INTERNAL, 500],
  [status.DATA_LOSS, 500],
])('a bare gRPC status %i becomes HTTP %i', (grpc, http) => {
  expect(kinds[kindOfStatus(grpc)].http).toBe(http);
});

test('only known kinds are taken from the wire, whatever objects inherit', () => {
  expect(isKind('notFound')).toBe(true);
  for (const other of ['toString', 'NotFound', '', 5, undefined]) expect(isKind(other)).toBe(false);
});

test('an error knows its HTTP status and what else it carries', () => {
  const cause = new Error('socket closed');
  const error = new AppError('rateLimited', 'PROVIDER.RATE_LIMITED', 'Slow down.', {
    retryAfterSeconds: 7,
    metadata: { limit: '100' },
    fields: [{ path: 'input.0', message: 'too many' }],
    cause,
  });
  expect(error.httpStatus).toBe(429);
  expect(error).toMatchObject({ retryAfterSeconds: 7, metadata: { limit: '100' }, cause });
  expect(error.fields).toEqual([{ path: 'input.0', message: 'too many' }]);
});

test('an unexpected failure becomes a bare internal error that keeps the original as its cause', () => {
  const original = new TypeError('password was hunter2');
  const error = toAppError(original);
  expect(error).toMatchObject({ kind: 'internal', code: 'INTERNAL', cause: original });
  expect(error.message).not.toContain('hunter2');
});

test('an expected failure is passed on as it is, and is recognised by its code', () => {
  const error = new AppError('notFound', 'CONSENT.NOT_FOUND', 'No such consent.');
  expect(toAppError(error)).toBe(error);
  expect(isAppError(error)).toBe(true);
  expect(isAppError(error, 'CONSENT.NOT_FOUND')).toBe(true);
  expect(isAppError(error, 'USER.NOT_FOUND')).toBe(false);
  expect(isAppError(new Error('CONSENT.NOT_FOUND'))).toBe(false);
});
