import { newId } from '@neighbourhood/shared/ids/typed-id';
import { pageOf, pageQuery } from './page.ts';

test('no size means twenty, no token the first page', () => {
  expect(pageQuery({ pageSize: 0, pageToken: '' }, 'whk')).toEqual({ limit: 20 });
});

test('a token is the id of the last row', () => {
  const id = newId('whk');
  expect(pageQuery({ pageSize: 5, pageToken: id }, 'whk')).toEqual({ limit: 5, before: id });
});

test.each([
  [-1, ''],
  [101, ''],
  [1.5, ''],
  [5, 'x'],
  [5, newId('dlv')],
])('size %p with token %p is refused', (pageSize, pageToken) => {
  expect(() => pageQuery({ pageSize, pageToken }, 'whk')).toThrow(
    expect.objectContaining({ code: 'REQUEST.INVALID' }),
  );
});

test('there is a next page when there was a row too many', () => {
  const rows = [{ id: 'c' }, { id: 'b' }, { id: 'a' }];
  expect(pageOf(rows, { limit: 2 })).toEqual({ items: rows.slice(0, 2), nextPageToken: 'b' });
  expect(pageOf(rows, { limit: 3 })).toEqual({ items: rows, nextPageToken: '' });
  expect(pageOf([], { limit: 3 })).toEqual({ items: [], nextPageToken: '' });
});
