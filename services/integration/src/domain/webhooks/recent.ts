import type { TimestampUnit } from '../webhook-rule.ts';

/** What times look like; Node would read much else as one. */
const forms: Readonly<Record<TimestampUnit, RegExp>> = {
  seconds: /^\d{1,14}$/,
  milliseconds: /^\d{1,14}$/,
  iso8601: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
  httpDate: /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
};

/** isRecent tells whether a time is not more than the tolerance away from now; what is no time is not. */
export function isRecent(
  timestamp: string,
  { unit, toleranceSeconds }: { unit: TimestampUnit; toleranceSeconds: number },
  now: Date,
): boolean {
  if (!forms[unit].test(timestamp)) return false;
  return Math.abs(now.getTime() - millisecondsOf(timestamp, unit)) <= toleranceSeconds * 1_000;
}

function millisecondsOf(timestamp: string, unit: TimestampUnit): number {
  if (unit === 'seconds') return Number(timestamp) * 1_000;
  return unit === 'milliseconds' ? Number(timestamp) : Date.parse(timestamp);
}
