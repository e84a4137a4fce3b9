import { isId } from '@neighbourhood/shared/ids/typed-id';
import { derivedId } from './derived-id.ts';

const time = new Date('2026-03-01T10:00:00Z');

test('the same parts give the same well-formed id, others another', () => {
  const id = derivedId('dlv', time, ['a', 'b']);
  expect(isId('dlv', id)).toBe(true);
  expect(derivedId('dlv', time, ['a', 'b'])).toBe(id);
  expect(derivedId('dlv', time, ['a,b'])).not.toBe(id);
  expect(derivedId('dlv', time, ['ab', ''])).not.toBe(id);
});

test('ids sort by time', () => {
  const ids = [3, 1, 2].map(seconds =>
    derivedId('dlv', new Date(time.getTime() + seconds * 1000), [String(seconds)]),
  );
  expect([...ids].sort()).toEqual([ids[1], ids[2], ids[0]]);
});
