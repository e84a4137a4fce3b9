import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { Page } from '../domain/repositories.ts';

/** PageRequest is what a caller asks: `limit` 1 to 100 (20 when 0), and the cursor of the last answer or ''. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor: string;
}

/** PageOf is one page; `nextCursor` is '' on the last. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

const idShape = /^[a-z]{3}_[0-9a-z]{26}$/u;

/** listPage fetches one row more than asked to know whether there is a next page. Throws REQUEST.INVALID. */
export async function listPage<T>(
  request: PageRequest,
  fetch: (page: Page) => Promise<readonly T[]>,
  idOf: (row: T) => string,
  /** What `idOf` gives looks like: a cursor of another list is none of this one. */
  shape = idShape,
): Promise<PageOf<T>> {
  const limit = request.limit === 0 ? 20 : request.limit;
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('limit', 'must be 1 to 100');
  const rows = await fetch({ limit: limit + 1, after: decode(request.cursor, shape) });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encode(idOf(last)) : '';
  return { items, nextCursor };
}

function encode(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function decode(cursor: string, shape: RegExp): string | undefined {
  if (cursor === '') return undefined;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!shape.test(id)) throw invalid('cursor', 'is not one of ours');
  return id;
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', `The ${path} is not valid.`, {
    fields: [{ path, message }],
  });
}
