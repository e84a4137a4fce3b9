import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';

/** invalidRequest is REQUEST.INVALID with every bad field named. */
export function invalidRequest(fields: readonly FieldError[]): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', { fields });
}

/** requireEndUserId fails unless the id has 1 to 200 characters. */
export function requireEndUserId(endUserId: string): void {
  if (endUserId.length < 1 || endUserId.length > 200) {
    throw invalidRequest([{ path: 'endUserId', message: 'must have 1 to 200 characters' }]);
  }
  refuseNul({ endUserId });
}

/** refuseNul fails where a text holds U+0000, which the database cannot store. */
export function refuseNul(texts: Readonly<Record<string, string>>): void {
  const fields = Object.entries(texts)
    .filter(([, text]) => text.includes('\0'))
    .map(([path]) => ({ path, message: 'must not contain U+0000' }));
  if (fields.length > 0) throw invalidRequest(fields);
}

/** invalidState is the one answer to an unknown, used, expired or foreign state. */
export function invalidState(): AppError {
  return new AppError(
    'invalidArgument',
    'CONNECTION.INVALID_STATE',
    'This authorization is unknown, used, expired, or was begun in another browser. Begin it again.',
  );
}
