import { withoutNames } from './query.ts';
import { asText, pick } from './template.ts';

/** Place is where a request takes the cursor: `query.<name>` or `body.<path>`. */
type Place = string;

/** Pagination is how a provider's lists go on; dotted paths, '' for the whole body. */
export type Pagination =
  | {
      type: 'cursor';
      in: Place;
      /** Path of the next cursor. */
      from?: string | undefined;
      /** Instead of `from`: a field of the last item. */
      item?: { list: string; field: string } | undefined;
      /** Path of a boolean that is false on the last page. */
      more?: string | undefined;
      /** Whether the provider's cursors are numbers. */
      numeric?: boolean | undefined;
      /** Path of the pages after the first, which are asked for by the cursor alone. */
      path?: string | undefined;
    }
  | {
      type: 'page' | 'offset';
      in: Place;
      /** Number of the first page, or index of the first item. */
      first: number;
      list: string;
      /** Items of a full page; a shorter one is the last. A number, or a template over `input`. */
      size?: number | string | undefined;
      /** Path of how many there are in all. */
      total?: string | undefined;
      more?: string | undefined;
    }
  /** The Link header of RFC 8288. */
  | { type: 'link' }
  /** An address in the answer; keys that have dots in them as a list. */
  | { type: 'url'; from: string | readonly string[] };

/** PageAnswer is what the next page is told from. */
export interface PageAnswer {
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** isWholeQuery tells whether cursors are queries: then only those that we gave ourselves may be sent. */
export function isWholeQuery({ type }: Pagination): boolean {
  return type === 'link' || type === 'url';
}

/**
 * nextCursor is what leads to the page after this one; undefined after the last. A query leaves without the names that
 * are held: what the entry sets in every request, or what holds credentials.
 */
export function nextCursor(
  rule: Pagination,
  answer: PageAnswer,
  { cursor, size, held }: { cursor: string; size?: number | undefined; held: readonly string[] },
): string | undefined {
  switch (rule.type) {
    case 'cursor': {
      if (rule.more !== undefined && pick(answer.body, rule.more) !== true) return undefined;
      const next = rule.item ? lastOf(answer.body, rule.item) : pick(answer.body, rule.from ?? '');
      return next === undefined || next === null || next === '' || next === false ? undefined : asText(next);
    }
    case 'page':
    case 'offset':
      return nextNumber(rule, answer.body, cursor, size);
    case 'link':
      return withoutHeld(queryOf(linkTo(answer.headers['link'] ?? '', 'next')), held);
    case 'url': {
      const path = typeof rule.from === 'string' ? rule.from.split('.') : rule.from;
      return withoutHeld(queryOf(walk(answer.body, path)), held);
    }
  }
}

/** putCursor adds a cursor to the query or the body of a request. A query replaces all but the held names. */
export function putCursor(
  rule: Pagination,
  cursor: string,
  request: { query: URLSearchParams; body: unknown },
  held: readonly string[],
): void {
  if (isWholeQuery(rule)) {
    for (const name of [...request.query.keys()]) if (!held.includes(name)) request.query.delete(name);
    for (const [name, value] of new URLSearchParams(`&${cursor}`))
      if (!held.includes(name)) request.query.append(name, value);
    return;
  }
  const isNumber = (rule.type !== 'cursor' || rule.numeric === true) && /^\d+$/.test(cursor);
  if ('in' in rule) putAt(rule.in, isNumber ? Number(cursor) : cursor, request);
}

/** putAt adds a value to the query or the body of a request. */
export function putAt(
  place: Place,
  value: string | number,
  { query, body }: { query: URLSearchParams; body: unknown },
): void {
  const [where = '', ...path] = place.split('.');
  if (where === 'query') query.set(path.join('.'), String(value));
  else setAt(body, path, value);
}

function nextNumber(
  rule: Extract<Pagination, { type: 'page' | 'offset' }>,
  body: unknown,
  cursor: string,
  size: number | undefined,
): string | undefined {
  const list = rule.list === '' ? body : pick(body, rule.list);
  const count = Array.isArray(list) ? list.length : 0;
  const at = /^\d+$/.test(cursor) ? Number(cursor) : rule.first;
  const more = rule.more === undefined ? undefined : pick(body, rule.more);
  const total = rule.total === undefined ? undefined : Number(pick(body, rule.total));
  if (count === 0 || more === false) return undefined;
  const next = rule.type === 'page' ? at + 1 : at + count;
  if (more === true) return String(next);
  if (total !== undefined && rule.type === 'offset' && next - rule.first >= total) return undefined;
  if (
    total !== undefined &&
    rule.type === 'page' &&
    size !== undefined &&
    (next - rule.first) * size >= total
  )
    return undefined;
  return size !== undefined && count < size ? undefined : String(next);
}

function lastOf(body: unknown, { list, field }: { list: string; field: string }): unknown {
  const items = list === '' ? body : pick(body, list);
  return Array.isArray(items) ? pick(items.at(-1), field) : undefined;
}

function walk(value: unknown, keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** Only the query of an address that a provider names is used: the next request goes where the first went. */
function queryOf(address: unknown): string | undefined {
  if (typeof address !== 'string' || address === '') return undefined;
  const at = address.indexOf('?');
  return at < 0 ? undefined : address.slice(at + 1).replace(/#.*$/, '');
}

function withoutHeld(query: string | undefined, held: readonly string[]): string | undefined {
  const rest = withoutNames(query ?? '', held);
  return rest === '' ? undefined : rest;
}

/** RFC 8288: `<address>; rel="next"`, separated by commas. */
function linkTo(header: string, relation: string): string | undefined {
  for (const [, address, params] of header.matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^",;\s]+))*)/g,
  )) {
    const names = /;\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]+))/i.exec(params ?? '');
    // Sentry names a next page that has nothing on it.
    const isEmpty = /;\s*results\s*=\s*"?false/i.test(params ?? '');
    if (!isEmpty && (names?.[1] ?? names?.[2] ?? '').split(/\s+/).includes(relation)) return address;
  }
  return undefined;
}

function setAt(target: unknown, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined || typeof target !== 'object' || target === null) return;
  const holder = target as Record<string, unknown>;
  if (rest.length === 0) holder[key] = value;
  else {
    if (typeof holder[key] !== 'object' || holder[key] === null) holder[key] = {};
    setAt(holder[key], rest, value);
  }
}
