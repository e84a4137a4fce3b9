import { AppError } from '@neighbourhood/shared/errors/app-error';

/** pageLimit reads a page size: 20 unless told, 100 at the most. */
export function pageLimit(pageSize: number): number {
  if (pageSize >= 0 && pageSize <= 100) return pageSize || 20;
  throw invalid('limit', 'must lie between 1 and 100');
}

/** pageSeq reads a page token that is a seq; undefined for the first page. */
export function pageSeq(token: string): number | undefined {
  if (token === '') return undefined;
  if (/^\d{1,15}$/.test(token)) return Number(token);
  throw invalid('cursor', 'must be the cursor of an earlier answer');
}

/** invalid is REQUEST.INVALID for one field, named as in REST. */
export function invalid(path: string, message: string): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', {
    fields: [{ path, message }],
  });
}
