import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';

/** invalidRequest is REQUEST.INVALID with every bad field named. */
export function invalidRequest(fields: readonly FieldError[]): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', { fields });
}

/** requireEndUserId fails unless the id has 1 to 200 characters. */
export function requireEndUserId(endUserId: string): void {
  if (endUserId.length >= 1 && endUserId.length <= 200) return;
  throw invalidRequest([{ path: 'endUserId', message: 'must have 1 to 200 characters' }]);
}

/** invalidState is the one answer to an unknown, used, expired or foreign state. */
export function invalidState(): AppError {
  return new AppError(
    'invalidArgument',
    'CONNECTION.INVALID_STATE',
    'This authorization is unknown, used, expired, or was begun in another browser. Begin it again.',
  );
}
