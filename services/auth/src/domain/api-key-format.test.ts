import { randomBytes } from 'node:crypto';
import { formatApiKey, isApiKey, publicLength } from './api-key-format.ts';

test('a key has its type, a public part, a secret and a checksum', () => {
  const key = formatApiKey(randomBytes(38));
  expect(key).toMatch(/^nh_live_[0-9A-Za-z]{57}$/);
  expect(isApiKey(key)).toBe(true);
});

test('the public part says nothing of the secret', () => {
  const shown = Buffer.alloc(38, 1);
  const other = Buffer.from(shown).fill(2, 6);
  expect(formatApiKey(shown).slice(0, publicLength)).toBe(formatApiKey(other).slice(0, publicLength));
  expect(formatApiKey(shown)).not.toBe(formatApiKey(other));
});

test('extreme bytes still make a key', () => {
  expect(isApiKey(formatApiKey(Buffer.alloc(38, 0xff)))).toBe(true);
  expect(isApiKey(formatApiKey(Buffer.alloc(38, 0)))).toBe(true);
});

test('a key with any one character changed is none', () => {
  const key = formatApiKey(randomBytes(38));
  for (let i = 0; i < key.length; i += 1) {
    const changed = key.slice(0, i) + (key[i] === 'A' ? 'B' : 'A') + key.slice(i + 1);
    expect(isApiKey(changed)).toBe(false);
  }
});

test.each(['', 'nh_live_', 'sk_live_abc'])('%j is none', text => {
  expect(isApiKey(text)).toBe(false);
});
