import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type IdPrefix, isId } from '@neighbourhood/shared/ids/typed-id';

/** PageRequest as callers send it: 0 means 20 rows, an empty token the first page. */
export interface PageRequest {
  pageSize: number;
  pageToken: string;
}

/** PageQuery is a checked request: at most `limit` rows with ids below `before`, newest first. */
export interface PageQuery {
  limit: number;
  before?: string;
}

/** Page is rows and the token of the next page, '' on the last. */
export interface Page<T> {
  items: T[];
  nextPageToken: string;
}

/** pageQuery checks a request for a list that is sorted by typed ids. Throws REQUEST.INVALID. */
export function pageQuery({ pageSize, pageToken }: PageRequest, prefix: IdPrefix): PageQuery {
  const limit = pageSize === 0 ? 20 : pageSize;
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('pageSize', 'must be 1 to 100');
  if (pageToken === '') return { limit };
  if (!isId(prefix, pageToken)) throw invalid('pageToken', 'is not a token of this list');
  return { limit, before: pageToken };
}

/** pageOf cuts rows that were read with one more than the limit. */
export function pageOf<T extends { id: string }>(rows: T[], { limit }: PageQuery): Page<T> {
  const items = rows.slice(0, limit);
  return { items, nextPageToken: rows.length > limit ? (items.at(-1)?.id ?? '') : '' };
}

/** invalid is the error of one malformed field. */
export function invalid(path: string, message: string): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', `${path} ${message}.`, {
    fields: [{ path, message }],
  });
}
