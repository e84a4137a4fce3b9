import { createHash, createHmac } from 'node:crypto';
import { isProven } from './is-proven.ts';
import type { WebhookMessage } from './webhook-message.ts';

const now = new Date('2026-01-02T03:04:05Z');
const seconds = now.getTime() / 1_000;
const rule = {
  type: 'jwt',
  header: 'x-signature',
  claims: { iss: 'them', sha256: '${bodySha256}' },
} as const;
const body = Buffer.from('{"a":1}');
const right = { iss: 'them', sha256: createHash('sha256').update(body).digest('hex') };

function jwt(claims: unknown, { alg = 'HS256', secret = 's', hash = 'sha256' } = {}): string {
  const text = [{ alg }, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}

function proven(signature: string): boolean {
  const message: WebhookMessage = {
    ...{ method: 'POST', url: 'https://api.test/h', body },
    headers: { 'x-signature': signature },
  };
  return isProven(rule, message, ['other', 's'], now);
}

test('a JWT proves a message if its claims are what they must be', () => {
  expect(proven(jwt(right))).toBe(true);
  expect(proven(jwt({ ...right, exp: seconds + 1, nbf: seconds - 1 }))).toBe(true);
});

test.each([
  ['of somebody else', jwt({ ...right, iss: 'you' })],
  ['of another body', jwt({ ...right, sha256: createHash('sha256').digest('hex') })],
  ['without a claim', jwt({ iss: 'them' })],
  ['that has ended', jwt({ ...right, exp: seconds - 61 })],
  ['that ends at no time', jwt({ ...right, exp: 'never' })],
  ['that has not begun', jwt({ ...right, nbf: seconds + 61 })],
  ['under another secret', jwt(right, { secret: 't' })],
  ['without an algorithm', jwt(right, { alg: 'none' })],
  ['with no signature', `${jwt(right, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
  ['by another algorithm', jwt(right, { alg: 'HS512', hash: 'sha512' })],
  ['with claims that are none', jwt('them')],
  ['of four parts', `${jwt(right)}.x`],
  ['that is none', 'x'],
  ['that is not there', ''],
])('a JWT %s proves nothing', (_what, signature) => {
  expect(proven(signature)).toBe(false);
});
