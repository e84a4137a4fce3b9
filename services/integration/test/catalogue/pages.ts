import { pick } from '../../src/domain/template.ts';
import type { Pagination } from '../../src/domain/pagination.ts';
import { setAt } from './set-at.ts';

/** Page is an answer of a list and what the request for it must hold. */
export interface Page {
  body: unknown;
  headers: Record<string, string>;
}

/** The cursor that the mock hands out: the example's, where it has one. */
const cursorOf = ({ from, numeric }: Extract<Pagination, { type: 'cursor' }>, answer: unknown) =>
  (from === undefined ? undefined : pick(answer, from)) || (numeric ? 1_643_332_803_000 : 'page-two');

/** firstPage makes of an example's answer one after which there is another. */
export function firstPage(
  rule: Pagination,
  answer: unknown,
  { url, size }: { url: string; size: number },
): Page {
  switch (rule.type) {
    case 'cursor': {
      const body = rule.from === undefined ? answer : setAt(answer, rule.from, cursorOf(rule, answer));
      return { body: rule.more === undefined ? body : setAt(body, rule.more, true), headers: {} };
    }
    case 'page':
    case 'offset': {
      const [item] = itemsOf(rule.list, answer);
      const items = Array.from({ length: Math.max(size, 1) }, () => item);
      const full = setAt(answer, rule.list, items);
      const counted = rule.total === undefined ? full : setAt(full, rule.total, items.length * 2);
      return { body: rule.more === undefined ? counted : setAt(counted, rule.more, true), headers: {} };
    }
    case 'link':
      return {
        body: answer,
        headers: { link: `<${url}&first=1>; rel="prev", <${url}&after=2&n=3>; rel="next"` },
      };
    case 'url':
      return { body: setAt(answer, rule.from, `${url}&after=2&n=3`), headers: {} };
  }
}

/** lastPage makes of an example's answer one that is the last. */
export function lastPage(rule: Pagination, answer: unknown): unknown {
  switch (rule.type) {
    case 'cursor': {
      const isTold = rule.from === undefined || rule.more !== undefined;
      const body = isTold ? answer : setAt(answer, rule.from ?? '', undefined);
      const ended = rule.more === undefined ? body : setAt(body, rule.more, false);
      return rule.item && rule.more === undefined ? setAt(ended, rule.item.list, []) : ended;
    }
    case 'page':
    case 'offset': {
      const body = setAt(answer, rule.list, []);
      return rule.more === undefined ? body : setAt(body, rule.more, false);
    }
    case 'link':
      return answer;
    case 'url':
      return setAt(answer, rule.from, undefined);
  }
}

/** asksFor tells what a request for the page after `first` must hold, by where it stands. */
export function asksFor(
  rule: Pagination,
  first: Page,
  size: number,
): { query?: object; body?: [string, unknown]; path?: string } {
  switch (rule.type) {
    case 'link':
    case 'url':
      return { query: { after: '2', n: '3' } };
    case 'cursor': {
      const value = rule.item
        ? pick(itemsOf(rule.item.list, first.body).at(-1), rule.item.field)
        : cursorOf(rule, first.body);
      const asked = at(rule.in, rule.numeric ? Number(value) : String(value));
      return rule.path === undefined ? asked : { ...asked, path: rule.path };
    }
    case 'page':
      return at(rule.in, rule.first + 1);
    case 'offset':
      return at(rule.in, rule.first + Math.max(size, 1));
  }
}

function at(place: string, value: string | number): { query?: object; body?: [string, unknown] } {
  const [where, ...path] = place.split('.');
  return where === 'query'
    ? { query: { [path.join('.')]: String(value) } }
    : { body: [path.join('.'), value] };
}

function itemsOf(list: string, answer: unknown): unknown[] {
  const items = list === '' ? answer : pick(answer, list);
  if (!Array.isArray(items) || items.length === 0)
    throw new Error(`the example's answer has no items at ${list}`);
  return items as unknown[];
}
