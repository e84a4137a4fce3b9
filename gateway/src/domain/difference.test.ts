import { differences, ignoring } from './difference.ts';

const compare = (one: unknown, other: unknown, ignore: string[] = []) =>
  differences(one, other, ignoring(ignore));

describe('two answers', () => {
  it.each([
    ['keys in another order', { a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 }],
    ['one instant, spelt otherwise', { at: '2026-01-01T00:00:00Z' }, { at: '2026-01-01T01:00:00.000+01:00' }],
    ['the same text', 'plain', 'plain'],
    ['nothing', undefined, undefined],
  ])('are the same with %s', (_name, one, other) => {
    expect(compare(one, other)).toEqual([]);
  });

  it.each([
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, ['a.b']],
    ['a type', { a: '1' }, { a: 1 }, ['a']],
    ['a field that one lacks', { a: 1 }, { a: 1, b: 2 }, ['b']],
    ['null for nothing', { a: null }, {}, ['a']],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }, ['a.*']],
    ['a list for an object', { a: [] }, { a: {} }, ['a']],
    ['items of a list', { items: [{ id: 1 }, { id: 2 }] }, { items: [{ id: 3 }, { id: 4 }] }, ['items.*.id']],
    ['everything', { a: 1 }, 'text', ['(body)']],
    ['a name that every object has', {}, { constructor: 1 }, ['constructor']],
  ])('differ in %s', (_name, one, other, paths) => {
    expect(compare(one, other)).toEqual(paths);
    expect(compare(other, one)).toEqual(paths);
  });

  it('never show a value, nor a key that a customer chose', () => {
    const shown = compare(
      { data: { 'jane@example.com': 'secret-1', 'order 17': 1, ok: 1 } },
      { data: { 'jane@example.com': 'secret-2', 'order 17': 2, ok: 2 } },
    );
    expect(shown).toEqual(['data.*', 'data.ok']);
  });

  it('are compared without what is to be ignored', () => {
    const one = { requestId: 'a', items: [{ id: 1, updatedAt: 'x' }] };
    const other = { requestId: 'b', items: [{ id: 1, updatedAt: 'y' }] };
    expect(compare(one, other, ['requestId', 'items.*.updatedAt'])).toEqual([]);
    expect(compare(one, other, ['items.*'])).toEqual(['requestId']);
    expect(compare(one, other, ['items.updatedAt', 'request*'])).toEqual(['items.*.updatedAt', 'requestId']);
  });

  it('are told apart by twenty paths at most', () => {
    const wide = (n: number) => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, n]));
    expect(compare(wide(1), wide(2))).toHaveLength(20);
  });
});
