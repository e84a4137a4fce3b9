import { renewAt } from './renewal.ts';

const now = new Date('2026-01-01T00:00:00Z');
const rules = { aheadMs: 300_000, idleMs: 86_400_000 };
const minutes = (at: Date | undefined) => at && (at.getTime() - now.getTime()) / 60_000;
const token = (life: number | undefined) => ({
  values: { accessToken: 'a', refreshToken: 'r' },
  ...(life === undefined ? {} : { expiresAt: new Date(now.getTime() + life * 60_000) }),
});

test('an hour’s token is renewed five to ten minutes before its end', () => {
  expect(minutes(renewAt(token(60), now, rules, 0))).toBe(55);
  expect(minutes(renewAt(token(60), now, rules, 1))).toBe(50);
});

test('a short token keeps three quarters of its life', () => {
  expect(minutes(renewAt(token(8), now, rules, 1))).toBe(6);
});

test('a token without an end, or with a far one, is renewed before the refresh token lay too long', () => {
  expect(minutes(renewAt(token(undefined), now, rules, 0))).toBe(1_440);
  expect(minutes(renewAt(token(100_000), now, rules, 1))).toBe(1_296);
});

test('what has no refresh token is not renewed; what is over is due at once', () => {
  expect(renewAt({ values: { accessToken: 'a' } }, now, rules)).toBeUndefined();
  expect(minutes(renewAt(token(-5), now, rules, 0))).toBe(0);
});
