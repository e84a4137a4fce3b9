import { nextDelayMs } from './backoff.ts';

const backoff = { delaysMs: [5_000, 300_000], jitter: 0.1, random: () => 0.5 };

test('the delay before each attempt is that of the schedule', () => {
  expect(nextDelayMs(backoff, 1)).toBe(5_000);
  expect(nextDelayMs(backoff, 2)).toBe(300_000);
});

test('after the last attempt there is none', () => {
  expect(nextDelayMs(backoff, 3)).toBeUndefined();
});

test('the jitter varies a delay both ways', () => {
  expect(nextDelayMs({ ...backoff, random: () => 0 }, 1)).toBe(4_500);
  expect(nextDelayMs({ ...backoff, random: () => 1 }, 1)).toBe(5_500);
});

test('Retry-After makes a delay longer, never shorter, and at most a day', () => {
  expect(nextDelayMs(backoff, 1, 60)).toBe(60_000);
  expect(nextDelayMs(backoff, 2, 60)).toBe(300_000);
  expect(nextDelayMs(backoff, 1, 999_999_999)).toBe(86_400_000);
});
