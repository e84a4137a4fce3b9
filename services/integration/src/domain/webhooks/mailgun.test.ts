import { createHmac } from 'node:crypto';
import { isSignedByMailgun } from './mailgun.ts';

const now = new Date('2026-01-02T03:04:05Z');
const seconds = now.getTime() / 1_000;

function proven(change: object = {}, secret = 's'): boolean {
  const [timestamp, token] = [`${seconds}`, 'e0b5477167110d68991efc6b9f89f0a11066af27834600e123'];
  const signature = createHmac('sha256', secret)
    .update(timestamp + token)
    .digest('hex');
  const body = Buffer.from(JSON.stringify({ signature: { timestamp, token, signature, ...change } }));
  return isSignedByMailgun({ method: 'POST', url: 'https://api.test', headers: {}, body }, ['s'], now);
}

/** Signed as it should be, at another time. */
function signedAt(timestamp: string, token = 'token'): object {
  return {
    timestamp,
    token,
    signature: createHmac('sha256', 's')
      .update(timestamp + token)
      .digest('hex'),
  };
}

test('a time and a token of the body prove who sends', () => {
  expect(proven()).toBe(true);
  expect(proven(signedAt(`${seconds - 8 * 3_600}`))).toBe(true);
});

test.each([
  ['under another secret', {}, 't'],
  ['with another token', { token: 'another' }],
  ['with another time', { timestamp: `${seconds + 1}` }],
  ['of long ago', signedAt(`${seconds - 13 * 3_600}`)],
  ['whose parts are cut elsewhere', signedAt(`${seconds}1`, '2345')],
  ['without a token', signedAt(`${seconds}`, '')],
  ['that is no text', { signature: [] }],
])('a signature %s proves nothing', (_what, change, secret = 's') => {
  expect(proven(change, secret)).toBe(false);
});
