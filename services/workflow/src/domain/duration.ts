import { isObject } from './json.ts';

const units = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
} as const;
const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,3})\d*)?S)?)?$/;

/** longestDuration is what one wait may take: a year, in milliseconds. */
export const longestDuration = 366 * units.days;

/**
 * toMilliseconds reads a DSL duration: `{ days?, hours?, minutes?, seconds?, milliseconds? }` or ISO 8601
 * (`PT1H30M`, no years or months, which have no fixed length). Undefined when it is neither.
 */
export function toMilliseconds(duration: unknown): number | undefined {
  if (typeof duration === 'string') return fromIso(duration);
  if (!isObject(duration) || Object.keys(duration).length === 0) return undefined;
  let total = 0;
  for (const [unit, amount] of Object.entries(duration)) {
    if (!(unit in units) || typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0)
      return undefined;
    total += amount * units[unit as keyof typeof units];
  }
  return Math.round(total);
}

function fromIso(text: string): number | undefined {
  const match = iso.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) return undefined;
  const [weeks, days, hours, minutes, seconds] = match
    .slice(1, 6)
    .map((part: string | undefined) => Number(part ?? 0));
  const fraction = Number((match[6] ?? '').padEnd(3, '0'));
  return (
    ((weeks ?? 0) * 7 + (days ?? 0)) * units.days +
    (hours ?? 0) * units.hours +
    (minutes ?? 0) * units.minutes +
    (seconds ?? 0) * units.seconds +
    fraction
  );
}
