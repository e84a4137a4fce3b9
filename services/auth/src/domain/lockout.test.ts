import { addressGroup, locked } from './lockout.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('tries from %s are counted under %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

test('the refusal says when to come back, never sooner than in a second', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(locked(new Date('2026-01-01T00:00:10.500Z'), now).retryAfterSeconds).toBe(11);
  expect(locked(now, now).retryAfterSeconds).toBe(1);
});
