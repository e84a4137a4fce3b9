import { newWrappingKeys } from '../../test/harness.ts';
import { createCursorSeals } from './cursor-seals.ts';
import { createWrapping, type WrappingKeys } from './wrapping.ts';

/** A replica that has the secret, and reads `later` when it looks again. */
function replica(secret: WrappingKeys, later = secret) {
  const wrapping = {
    current: createWrapping(secret),
    refresh: () => Promise.resolve(void (wrapping.current = createWrapping(later))),
  };
  return createCursorSeals(wrapping);
}

const [first, second] = [newWrappingKeys('k1'), newWrappingKeys('k2')];
const both = { current: 'k2', keys: { ...first.keys, ...second.keys } };

test('a cursor opens as it was sealed, on every replica, and tells nobody what it says', async () => {
  const cursor = replica(first).seal('con_1 list', 'page=2&n=\u00e9.x');
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('page');
  expect(await replica(first).open('con_1 list', cursor)).toBe('page=2&n=\u00e9.x');
});

test('a changed cursor does not open, nor does one from elsewhere', async () => {
  const seals = replica(first);
  const cursor = seals.seal('con_1 list', 'page=2');
  const changed = [
    ...['', 'page=2', 'a'.repeat(60), `${cursor}&admin=1`, `${cursor}\n`, cursor.slice(1)],
    ...Array.from(
      cursor,
      (letter, at) => cursor.slice(0, at) + (letter === 'x' ? 'y' : 'x') + cursor.slice(at + 1),
    ),
    ...[replica(second).seal('con_1 list', 'page=2'), Buffer.from('page=2').toString('base64url')],
  ];
  const opened = await Promise.all(changed.map(each => seals.open('con_1 list', each)));
  expect(opened.filter(text => text !== undefined)).toEqual([]);
  expect(await seals.open('con_2 list', cursor)).toBeUndefined();
});

test('cursors outlive the exchange of the wrapping key, and a replica that has not heard of it', async () => {
  const before = replica(first).seal('con_1 list', 'page=2');
  expect(await replica(both).open('con_1 list', before)).toBe('page=2');
  const after = replica(both).seal('con_1 list', 'page=3');
  expect(await replica(first).open('con_1 list', after)).toBeUndefined();
  expect(await replica(first, both).open('con_1 list', after)).toBe('page=3');
});
