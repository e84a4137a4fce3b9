import { toMilliseconds } from './duration.ts';

it.each([
  [{ seconds: 30 }, 30_000],
  [{ days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 }, 93_784_005],
  ['PT1H30M', 5_400_000],
  ['P1D', 86_400_000],
  ['P2W', 1_209_600_000],
  ['PT0.5S', 500],
  ['PT0S', 0],
])('reads the duration %j as %d ms', (duration, expected) => {
  expect(toMilliseconds(duration)).toBe(expected);
});

it.each([
  ['P'],
  ['PT'],
  ['P1DT'],
  ['1h'],
  ['P1Y'],
  [''],
  [{}],
  [{ seconds: -1 }],
  [{ fortnights: 1 }],
  [{ seconds: '1' }],
  [5],
  [null],
])('refuses %j as a duration', duration => {
  expect(toMilliseconds(duration)).toBeUndefined();
});
