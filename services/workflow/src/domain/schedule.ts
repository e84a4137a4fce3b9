import { Cron } from 'croner';
import { toMilliseconds } from './duration.ts';
import { type EventStrategy, type OpenGroup, strategyOf } from './event-consumption.ts';
import { typesOf } from './event-filter.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** ScheduleKind is the member of `schedule` that a document has. */
export type ScheduleKind = 'every' | 'cron' | 'after' | 'on';

/** Schedule is when a definition's newest version starts by itself. */
export interface Schedule {
  workflowId: string;
  workspaceId: string;
  version: string;
  kind: ScheduleKind;
  /** `schedule` as the document has it. */
  spec: JsonObject;
  /** When it is due; absent while `after` waits for the end of a run, and always with `on`. */
  nextAt?: Date;
}

/** Trigger is a schedule of kind `on`, with how far it has looked at events. */
export interface Trigger extends Schedule {
  /** The types that it waits for; absent means every type. */
  types?: string[];
  cursor: number;
  open: OpenGroup[];
  revision: number;
}

const kinds = ['every', 'cron', 'after', 'on'] as const;

/** scheduleIn finds the schedule of a document. */
export function scheduleIn(document: JsonObject): { kind: ScheduleKind; spec: JsonObject } | undefined {
  const { schedule: spec } = document;
  if (!isObject(spec)) return undefined;
  const kind = kinds.find(each => spec[each] !== undefined);
  return kind && { kind, spec };
}

/** cronOf reads five fields: minute, hour, day of the month, month, day of the week, in UTC. Throws what is wrong. */
export function cronOf(expression: string): Cron {
  return new Cron(expression, { mode: '5-part', timezone: 'UTC', paused: true });
}

/** firstDue is when a new schedule starts its first run; undefined for `on`, and for a cron that never comes. */
export function firstDue(kind: ScheduleKind, spec: JsonObject, now: Date): Date | undefined {
  if (kind === 'after') return later(now, spec['after']);
  return nextDue(kind, spec, now, now);
}

/**
 * nextDue is when a schedule is due after it was due: in the rhythm of `every` and after now, so that what was missed
 * while nobody was there is made up for by one run, not by all. `after` has none: it waits for a run's end.
 */
export function nextDue(kind: ScheduleKind, spec: JsonObject, due: Date, now: Date): Date | undefined {
  const { cron } = spec;
  if (typeof cron === 'string') return cronOf(cron).nextRun(due > now ? due : now) ?? undefined;
  const every = kind === 'every' ? toMilliseconds(spec['every']) : undefined;
  if (!every) return undefined;
  const missed = Math.max(0, Math.floor((now.getTime() - due.getTime()) / every));
  return new Date(due.getTime() + (missed + 1) * every);
}

/** delayOf is how long `after` waits, in milliseconds. */
export function delayOf(spec: JsonObject): number {
  return toMilliseconds(spec['after']) ?? 0;
}

function later(now: Date, duration: Json | undefined): Date {
  return new Date(now.getTime() + (toMilliseconds(duration) ?? 0));
}

/** triggerOf reads what `on` waits for. */
export function triggerOf(spec: JsonObject): EventStrategy {
  const strategy = strategyOf(spec['on']);
  if (!strategy) throw new Error('a stored schedule waits for no events');
  return strategy;
}

/** triggerTypes are the types that `on` waits for; undefined for every type, and for other kinds. */
export function triggerTypes(kind: ScheduleKind, spec: JsonObject): string[] | undefined {
  return kind === 'on' ? typesOf(triggerOf(spec).filters) : undefined;
}
