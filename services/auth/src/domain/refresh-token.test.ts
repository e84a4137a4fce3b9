import { judgeRefresh, type RefreshToken } from './refresh-token.ts';
import { openSession } from './session.ts';

const start = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const session = openSession('ses_1', 'usr_1', { address: '', userAgent: '' }, start, 3_600_000);
const fresh: RefreshToken = { hash: 'a', sessionId: 'ses_1', createdAt: start, expiresAt: at(600) };
const used: RefreshToken = { ...fresh, usedAt: at(10), nonce: 'n', successorHash: 'b' };
const successor: RefreshToken = { hash: 'b', sessionId: 'ses_1', createdAt: at(10), expiresAt: at(610) };
const graceMs = 30_000;

test.each([
  ['a fresh token rotates', fresh, undefined, 5, 'rotate'],
  ['a fresh token that has expired is refused', fresh, undefined, 600, 'expired'],
  ['a token used a moment ago gets the same answer', used, successor, 39, 'repeat'],
  ['a token used too long ago is in two hands', used, successor, 40, 'reused'],
  ['a token whose successor was used is in two hands', used, { ...successor, usedAt: at(12) }, 13, 'reused'],
  ['a token outlives no session', fresh, undefined, 3600, 'expired'],
] as const)('%s', (_name, token, next, seconds, verdict) => {
  expect(judgeRefresh(token, session, next, at(seconds), graceMs)).toBe(verdict);
});

test('nothing of an ended session counts', () => {
  const ended = { ...session, endedAt: at(20), endReason: 'logout' } as const;
  expect(judgeRefresh(fresh, ended, undefined, at(30), graceMs)).toBe('ended');
  expect(judgeRefresh(fresh, { ...ended, endReason: 'token_reused' }, undefined, at(30), graceMs)).toBe(
    'reused',
  );
});
