import { judge, quotaOf } from './provider-answer.ts';
import type { Provider } from './provider.ts';

const now = new Date('2026-01-01T00:00:00Z');
const inAMinute = String(now.getTime() / 1_000 + 60);

const plain = {
  rateLimit: {
    requests: 60,
    perSeconds: 60,
    remainingHeader: 'x-remaining',
    resetHeader: 'x-reset',
    resetUnit: 'epochSeconds',
  },
  errors: {
    code: 'error.code',
    message: 'error.message',
    unauthorizedCodes: ['expired'],
    rateLimitedCodes: ['slow'],
  },
} as unknown as Provider;

const slackLike = {
  ...plain,
  errors: { ...plain.errors, success: { path: 'ok', equals: true }, code: 'error' },
} as unknown as Provider;

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers,
});

test.each([
  ['201 is a success', plain, answer(201), { kind: 'success' }],
  ['204 without a body is a success', plain, answer(204, null), { kind: 'success' }],
  ['401 refuses the credentials', plain, answer(401), { kind: 'unauthorized', code: '' }],
  [
    'a code refuses the credentials',
    plain,
    answer(400, { error: { code: 'expired' } }),
    { kind: 'unauthorized', code: 'expired' },
  ],
  [
    '302 is a failure: redirects are not followed',
    plain,
    answer(302),
    { kind: 'failed', status: 302, code: '', message: '' },
  ],
  [
    '422 is a failure with code and message',
    plain,
    answer(422, { error: { code: 'bad', message: 'No.' } }),
    { kind: 'failed', status: 422, code: 'bad', message: 'No.' },
  ],
  ['500 is an outage', plain, answer(500), { kind: 'unavailable', status: 500 }],
  [
    '503 tells when to come back',
    plain,
    answer(503, {}, { 'retry-after': '7' }),
    { kind: 'unavailable', status: 503, retryAfterSeconds: 7 },
  ],
  ['429 is a limit', plain, answer(429), { kind: 'rateLimited' }],
  [
    '429 with seconds',
    plain,
    answer(429, {}, { 'retry-after': '9' }),
    { kind: 'rateLimited', retryAfterSeconds: 9 },
  ],
  [
    '429 with a date',
    plain,
    answer(429, {}, { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }),
    { kind: 'rateLimited', retryAfterSeconds: 30 },
  ],
  [
    '429 with a reset',
    plain,
    answer(429, {}, { 'x-reset': inAMinute }),
    { kind: 'rateLimited', retryAfterSeconds: 60 },
  ],
  [
    '403 with nothing left is a limit',
    plain,
    answer(403, {}, { 'x-remaining': '0', 'x-reset': inAMinute }),
    { kind: 'rateLimited', retryAfterSeconds: 60 },
  ],
  [
    '403 with something left is a failure',
    plain,
    answer(403, {}, { 'x-remaining': '5' }),
    { kind: 'failed', status: 403, code: '', message: '' },
  ],
  ['a code is a limit', plain, answer(400, { error: { code: 'slow' } }), { kind: 'rateLimited' }],
  ['200 and ok is a success', slackLike, answer(200, { ok: true }), { kind: 'success' }],
  [
    '200 and not ok is a failure',
    slackLike,
    answer(200, { ok: false, error: 'channel_not_found' }),
    { kind: 'failed', status: 200, code: 'channel_not_found', message: '' },
  ],
  [
    '200 and not JSON is a failure',
    slackLike,
    answer(200, 'hello'),
    { kind: 'failed', status: 200, code: '', message: '' },
  ],
  [
    '200 and expired refuses the credentials',
    slackLike,
    answer(200, { ok: false, error: 'expired' }),
    { kind: 'unauthorized', code: 'expired' },
  ],
])('%s', (_name, provider, given, expected) => {
  expect(judge(provider, given, now)).toEqual(expected);
});

test('reads what is left of the limit, where the provider tells', () => {
  const given = answer(200, {}, { 'x-remaining': '12', 'x-reset': inAMinute });
  expect(quotaOf(plain, given, now)).toEqual({ remaining: 12, resetAt: new Date(now.getTime() + 60_000) });
  expect(quotaOf(plain, answer(200), now)).toBeUndefined();
  expect(quotaOf(plain, answer(200, {}, { 'x-remaining': 'lots' }), now)).toBeUndefined();
});
