import { formsOf, needlesOf } from './needles.ts';

describe('what is searched for', () => {
  const value = 'q7F+/aVeryLongSecret_value';

  test.each([
    ['as it is', `x${value}y`],
    ['in a URL', `postgresql://u:${encodeURIComponent(value)}@h`],
    ['in base64', Buffer.from(value).toString('base64')],
    ['in base64url', Buffer.from(value).toString('base64url')],
    ['behind one character in base64', Buffer.from(`:${value}`).toString('base64')],
    ['behind a user name in base64', Buffer.from(`user:${value}\n`).toString('base64')],
    ['between others in base64url', Buffer.from(`ab${value}cd`).toString('base64url')],
    ['in hexadecimal', Buffer.from(value).toString('hex')],
  ])('is found %s', (_, text) => {
    expect(formsOf(value).some(form => text.includes(form))).toBe(true);
  });

  test.each([
    ['a plain secret', value, [value]],
    [
      'the password of a URL',
      `postgresql://auth:${value.replace('/', '%2F')}@127.0.0.1:5432/auth`,
      [value.replace('/', '%2F'), value],
    ],
    [
      'the private part of a JWK',
      JSON.stringify({ keys: [{ kty: 'OKP', kid: 'public-key-id', x: 'public-part-of-it', d: value }] }),
      [value],
    ],
    [
      'every wrapping key',
      JSON.stringify({ current: '20261122T000000Z-a', keys: { a: value, b: `${value}2` } }),
      [value, `${value}2`],
    ],
    ['the secret of a client', JSON.stringify({ clientId: 'neighbourhood', clientSecret: value }), [value]],
    [
      'a private key, by its lines',
      `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n${'B'.repeat(64)}\n-----END PRIVATE KEY-----`,
      ['A'.repeat(64), 'B'.repeat(64)],
    ],
  ])('is %s', (_, secret, parts) => {
    expect(needlesOf('x', secret).map(needle => needle.value)).toEqual(parts);
  });

  test('is nothing of what is public', () => {
    expect(needlesOf('internal-jwks', JSON.stringify({ gateway: { keys: [{ x: value }] } }))).toEqual([]);
  });
});
