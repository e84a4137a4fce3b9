import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';

/** invalidRequest is REQUEST.INVALID with every bad field named. */
export function invalidRequest(fields: readonly FieldError[]): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', { fields });
}

/** invalidInput is ACTION.INVALID_INPUT; paths begin with `input`. */
export function invalidInput(fields: readonly FieldError[]): AppError {
  const detail = 'The input does not fit the action.';
  return new AppError('invalidArgument', 'ACTION.INVALID_INPUT', detail, { fields });
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
export function invalidState(
  detail = 'This authorization is unknown, used, expired, or was begun in another browser. Begin it again.',
): AppError {
  return new AppError('invalidArgument', 'CONNECTION.INVALID_STATE', detail);
}

/** changedMeanwhile is CONNECTION.BUSY: a workspace's own provider is another than when connecting began. */
export function changedMeanwhile(): AppError {
  const detail = 'The definition of this provider was changed meanwhile. Begin again.';
  return new AppError('conflict', 'CONNECTION.BUSY', detail);
}
