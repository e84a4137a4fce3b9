import { randomBytes } from 'node:crypto';
import { createAesSecretBox as create, type WrappingKeys } from './aes-secret-box.ts';

const createAesSecretBox = (keys: WrappingKeys) => create(keys, 'notification-wrapping-keys');

const key = () => randomBytes(32).toString('base64');
const keys = { current: 'a', keys: { a: key() } };

test('what was sealed opens under the same context only', () => {
  const box = createAesSecretBox(keys);
  const sealed = box.seal('whsec_x', 'whk_1');
  expect(sealed).not.toContain('whsec_x');
  expect(box.open(sealed, 'whk_1')).toBe('whsec_x');
  expect(() => box.open(sealed, 'whk_2')).toThrow();
  expect(box.seal('whsec_x', 'whk_1')).not.toBe(sealed);
});

test('a changed text does not open', () => {
  const box = createAesSecretBox(keys);
  const sealed = box.seal('whsec_x', 'whk_1');
  const at = sealed.length - 5;
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
  expect(() => box.open(changed, 'whk_1')).toThrow();
  for (const text of ['', 'v2.a.b.c', 'v1.unknown.b.c', 'v1.a.AAAA.AAAA'])
    expect(() => box.open(text, 'whk_1')).toThrow();
});

test('after a rotation old texts open, and new ones need the new key', () => {
  const sealed = createAesSecretBox(keys).seal('old', 'c');
  const rotated = { current: 'b', keys: { ...keys.keys, b: key() } };
  expect(createAesSecretBox(rotated).open(sealed, 'c')).toBe('old');
  expect(() => createAesSecretBox(keys).open(createAesSecretBox(rotated).seal('new', 'c'), 'c')).toThrow(
    'there is no key b',
  );
});

test.each([
  [{ current: 'x', keys: { a: key() } }],
  [{ current: 'a', keys: { a: 'c2hvcnQ=' } }],
  [{ current: 'a.b', keys: { 'a.b': key() } }],
])('unusable keys are refused: %#', wrong => {
  expect(() => createAesSecretBox(wrong)).toThrow('notification-wrapping-keys');
});
