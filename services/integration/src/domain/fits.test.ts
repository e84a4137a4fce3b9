import { fits, patternOf } from './fits.ts';

test.each([
  ['^a+$', 'aaa', true],
  ['^a+$', 'b', false],
  ['a', 'bab', true],
  ['^\\p{L}$', 'ä', true],
  ['^[\\w-]{2,4}\\.x$', 'a-b.x', true],
  ['^\\d$', '١', false],
])('%s and %s: %s', (pattern, text, wanted) => {
  expect(fits(pattern, text)).toBe(wanted);
});

test('a pattern that would backtrack without end elsewhere is answered', () => {
  expect(fits('^(a+)+$', `${'a'.repeat(10_000)}b`)).toBe(false);
});

test.each(['(', 'a(?=b)', '(a)\\1'])('%s is refused, with words', pattern => {
  expect(() => patternOf(pattern)).toThrow(/regexp|parse/i);
});
