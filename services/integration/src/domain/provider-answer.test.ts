import { judge, quotaOf } from './provider-answer.ts';
import { type Action, forAction, type Provider } from './provider.ts';

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
    unauthorizedStatuses: [401],
    unauthorizedCodes: ['expired'],
    rateLimitedCodes: ['slow'],
  },
  retry: { statuses: [429, 502, 503, 504], header: 'retry-after', unit: 'seconds' },
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
  expect(judge(provider, given, now)).toMatchObject(expected);
});

const milliseconds = {
  ...plain,
  retry: { statuses: [429, 423, 500], header: 'x-retry-ms', unit: 'milliseconds' },
} as unknown as Provider;
const epoch = {
  ...plain,
  retry: { ...plain.retry, header: 'x-again', unit: 'epochSeconds' },
} as unknown as Provider;

test.each([
  [plain, answer(500), false, undefined],
  [plain, answer(502), true, undefined],
  [plain, answer(503, {}, { 'retry-after': '7' }), true, 7],
  [plain, answer(400, { error: { code: 'slow' } }), true, undefined],
  [plain, answer(422), false, undefined],
  [milliseconds, answer(500), true, undefined],
  [milliseconds, answer(502), false, undefined],
  [milliseconds, answer(423), true, undefined],
  [milliseconds, answer(429, {}, { 'x-retry-ms': '1500', 'retry-after': '99' }), true, 2],
  [milliseconds, answer(403, {}, { 'x-retry-ms': '300' }), true, 1],
  [epoch, answer(429, {}, { 'x-again': inAMinute }), true, 60],
  [epoch, answer(429, {}, { 'x-again': 'soon' }), true, undefined],
  [{ ...epoch, retry: { ...epoch.retry, statuses: [] } }, answer(429), false, undefined],
])('reads the retry rule of %#', (provider, given, transient, retryAfterSeconds) => {
  expect(judge(provider, given, now)).toMatchObject({
    transient,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
});

test('reads what is left of the limit, where the provider tells', () => {
  const given = answer(200, {}, { 'x-remaining': '12', 'x-reset': inAMinute });
  expect(quotaOf(plain, given, now)).toEqual({ remaining: 12, resetAt: new Date(now.getTime() + 60_000) });
  expect(quotaOf(plain, answer(200), now)).toBeUndefined();
  expect(quotaOf(plain, answer(200, {}, { 'x-remaining': 'lots' }), now)).toBeUndefined();
});

test('an action may tell a failure in what its provider calls a success', () => {
  const action = {
    errors: {
      success: { path: 'done.problems.0' },
      code: 'done.problems.0.code',
      message: 'done.problems.0.text',
    },
  } as unknown as Action;
  const provider = forAction(slackLike, action);
  expect(judge(provider, answer(200, { ok: true, done: { problems: [] } }), now)).toEqual({
    kind: 'success',
  });
  const problems = [{ code: 'TAKEN', text: 'There is one.' }];
  expect(judge(provider, answer(200, { ok: true, done: { problems } }), now)).toMatchObject({
    ...{ kind: 'failed', status: 200, code: 'TAKEN', message: 'There is one.', transient: false },
  });
  expect(judge(provider, answer(200, { ok: false, error: 'no', done: { problems: [] } }), now)).toMatchObject(
    {
      ...{ kind: 'failed', code: 'no' },
    },
  );
  expect(judge(provider, answer(401), now)).toMatchObject({ kind: 'unauthorized' });
});
