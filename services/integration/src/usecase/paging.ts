import { invalidRequest } from '../domain/request-errors.ts';

const longestPage = 100;
const defaultPage = 20;

/** pageLimit reads a page size: 0 means 20, 1 to 100 is taken, anything else is refused. */
export function pageLimit(size: number): number {
  if (size === 0) return defaultPage;
  if (Number.isInteger(size) && size >= 1 && size <= longestPage) return size;
  throw invalidRequest([{ path: 'limit', message: `must be a whole number from 1 to ${longestPage}` }]);
}

/** writeToken makes an opaque page token of the last id of a page. */
export function writeToken(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** readToken reads a page token; undefined for the first page. */
export function readToken(token: string): string | undefined {
  if (token === '') return undefined;
  const id = Buffer.from(token, 'base64url').toString();
  if (/^[\w-]{1,200}$/.test(id) && writeToken(id) === token) return id;
  throw invalidRequest([{ path: 'cursor', message: 'is not a cursor of this list' }]);
}
