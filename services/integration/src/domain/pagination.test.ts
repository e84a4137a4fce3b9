import { nextCursor, type Pagination, putCursor } from './pagination.ts';

const after = (
  rule: Pagination,
  body: unknown,
  more: { cursor?: string; size?: number; link?: string; held?: readonly string[] } = {},
) =>
  nextCursor(
    rule,
    { headers: more.link === undefined ? {} : { link: more.link }, body },
    { cursor: '', held: [], ...more },
  );

describe('the next cursor', () => {
  const cursor: Pagination = { type: 'cursor', in: 'query.cursor', from: 'meta.next' };
  const page: Pagination = { type: 'page', in: 'query.page', first: 1, list: 'items' };
  const offset: Pagination = { type: 'offset', in: 'query.start', first: 0, list: '' };

  test.each<[string, Pagination, unknown, Parameters<typeof after>[2], string | undefined]>([
    ['is the one in the answer', cursor, { meta: { next: 'abc' } }, {}, 'abc'],
    ['may be a number', cursor, { meta: { next: 7 } }, {}, '7'],
    ['is none when it is empty', cursor, { meta: { next: '' } }, {}, undefined],
    ['is none when it is null', cursor, { meta: { next: null } }, {}, undefined],
    [
      'is none when there is no more',
      { ...cursor, more: 'more' },
      { more: false, meta: { next: 'abc' } },
      {},
      undefined,
    ],
    [
      'is the last item’s field',
      { type: 'cursor', in: 'query.after', item: { list: 'data', field: 'id' }, more: 'more' },
      { more: true, data: [{ id: 'a' }, { id: 'b' }] },
      {},
      'b',
    ],
    [
      'is none of an empty list',
      { type: 'cursor', in: 'query.after', item: { list: 'data', field: 'id' } },
      { data: [] },
      {},
      undefined,
    ],
    ['is the second page after the first', page, { items: [1] }, {}, '2'],
    ['is the page after the one that was asked for', page, { items: [1] }, { cursor: '4' }, '5'],
    ['is none after an empty page', page, { items: [] }, { cursor: '4' }, undefined],
    ['is none after a page that is not full', page, { items: [1, 2] }, { size: 3 }, undefined],
    [
      'is none after the page that makes the total',
      { ...page, total: 'total' },
      { items: [1, 2], total: 4 },
      { cursor: '2', size: 2 },
      undefined,
    ],
    ['counts on by the items', offset, [1, 2, 3], { cursor: '6' }, '9'],
    [
      'is none when all were given',
      { ...offset, list: 'items', total: 'total' },
      { items: [1, 2], total: 8 },
      { cursor: '6' },
      undefined,
    ],
    [
      'is what the provider says of a shorter page',
      { ...page, more: 'more' },
      { items: [1], more: true },
      { size: 5 },
      '2',
    ],
    [
      'is the query of the link that says next',
      { type: 'link' },
      [],
      { link: '<https://x.example/a?page=1>; rel="prev", <https://x.example/a?page=3&n=2>; rel="next last"' },
      'page=3&n=2',
    ],
    [
      'is none where the next page is said to be empty',
      { type: 'link' },
      [],
      { link: '<https://x.example/a?cursor=0:100:0>; rel="next"; results="false"' },
      undefined,
    ],
    [
      'is none without such a link',
      { type: 'link' },
      [],
      { link: '<https://x.example/a?page=1>; rel="first"' },
      undefined,
    ],
    [
      'is the query of an address, wherever it leads',
      { type: 'url', from: ['@odata.nextLink'] },
      { '@odata.nextLink': 'https://evil.example/b?$skip=10' },
      {},
      '$skip=10',
    ],
    [
      'leaves without what is the connection’s, however that is written',
      { type: 'url', from: 'next' },
      { next: 'https://x.example/a?page=2&token=secret&KEY=secret&k%65y=secret&a=%20b+c&+key=1#key=2' },
      { held: ['token', 'key'] },
      'page=2&a=%20b+c&+key=1',
    ],
    [
      'is none where nothing else is left of an address',
      { type: 'link' },
      [],
      { link: '<https://x.example/a?key=secret>; rel="next"', held: ['key'] },
      undefined,
    ],
  ])('%s', (_name, rule, body, more, wanted) => {
    expect(after(rule, body, more)).toBe(wanted);
  });
});

describe('a cursor is put', () => {
  const put = (rule: Pagination, cursor: string, query = '', body?: unknown, held: string[] = []) => {
    const request = { query: new URLSearchParams(query), body };
    putCursor(rule, cursor, request, held);
    return [request.query.toString(), request.body];
  };

  test.each<[string, Pagination, string, unknown]>([
    [
      'into the query',
      { type: 'cursor', in: 'query.page_token', from: 'x' },
      'a b',
      ['n=1&page_token=a+b', {}],
    ],
    [
      'into the body, as deep as it must',
      { type: 'cursor', in: 'body.variables.after', from: 'x' },
      'abc',
      ['n=1', { variables: { after: 'abc' } }],
    ],
    [
      'as a number where it is one',
      { type: 'offset', in: 'body.start', first: 0, list: '' },
      '20',
      ['n=1', { start: 20 }],
    ],
    ['instead of the query, where it is one', { type: 'link' }, 'page=3&n=2', ['page=3&n=2', {}]],
  ])('%s', (_name, rule, cursor, wanted) => {
    expect(put(rule, cursor, 'n=1', {})).toEqual(wanted);
  });

  test('beside what is the connection’s, which it can neither take away nor change', () => {
    const cursor = 'page=3&key=mine&k%65y=mine';
    expect(put({ type: 'url', from: 'next' }, cursor, 'n=1&key=secret', {}, ['key'])).toEqual([
      ...['key=secret&page=3', {}],
    ]);
  });
});
