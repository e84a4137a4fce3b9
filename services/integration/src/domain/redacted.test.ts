import { redacted } from './redacted.ts';

test.each([
  ['a key=ä b+/= c', 'a key=… c'],
  ['?key=%C3%A4%20b%2B%2F%3D&a', '?key=…&a'],
  ['?key=%c3%a4%20b%2b%2f%3d', '?key=…'],
  ['?key=%C3%A4+b%2B%2F%3D', '?key=…'],
  ['?next=%3Fkey%3D%25C3%25A4%2520b%252B%252F%253D', '?next=%3Fkey%3D…'],
  ['short words stay', 'short words stay'],
])('%j is told as %j', (text, expected) => {
  expect(redacted(text, ['ä b+/=', 'words', '\ud800 no text'], '…')).toBe(expected);
});
