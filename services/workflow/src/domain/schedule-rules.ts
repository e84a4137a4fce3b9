import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { longestDuration, toMilliseconds } from './duration.ts';
import { isObject, type Json } from './json.ts';
import { cronOf } from './schedule.ts';

const kinds = ['every', 'cron', 'after', 'on'];
const shortest = 1_000;
const mostFilters = 20;
const mostTogether = 10;
const longestCron = 200;

/** scheduleRules is what this runtime asks of a document's `schedule`, beyond the schema. */
export function scheduleRules(schedule: Json | undefined, path: string): FieldError[] {
  if (!isObject(schedule)) return [];
  const given = kinds.filter(kind => schedule[kind] !== undefined);
  if (given.length !== 1) return [{ path, message: `must have one of ${kinds.join(', ')}` }];
  const { every, cron, after, on } = schedule;
  if (every !== undefined) return durationRules(every, `${path}/every`);
  if (after !== undefined) return durationRules(after, `${path}/after`);
  if (cron !== undefined) return cronRules(cron, `${path}/cron`);
  return isObject(on) ? triggerRules(on, `${path}/on`) : [];
}

function durationRules(duration: Json, path: string): FieldError[] {
  const ms = toMilliseconds(duration);
  if (ms !== undefined && ms >= shortest && ms <= longestDuration) return [];
  return [{ path, message: 'must be a duration of one second to 366 days' }];
}

function cronRules(expression: Json, path: string): FieldError[] {
  if (typeof expression !== 'string' || expression.length > longestCron)
    return [{ path, message: `must be a text of at most ${longestCron} characters` }];
  try {
    if (/^\s*@/.test(expression)) throw new Error('it has no five fields');
    if (cronOf(expression).nextRun() === null) throw new Error('it is never due');
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : '';
    return [{ path, message: `must be a cron expression of five fields: ${why}` }];
  }
}

function triggerRules(on: Record<string, Json>, path: string): FieldError[] {
  const { any, all, until } = on;
  if (until !== undefined)
    return [{ path: `${path}/until`, message: 'every event starts a run of its own here; listen has until' }];
  if (Array.isArray(all) && (all.length === 0 || all.length > mostTogether))
    return [{ path: `${path}/all`, message: `must have 1 to ${mostTogether} filters` }];
  if (Array.isArray(any) && any.length > mostFilters)
    return [{ path: `${path}/any`, message: `must have at most ${mostFilters} filters` }];
  return [];
}
