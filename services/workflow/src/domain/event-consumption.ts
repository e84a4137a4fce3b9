import { type CorrelationKeys, type Evaluate, type EventFilter, matches } from './event-filter.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type TenantEvent } from './tenant-event.ts';

/** EventStrategy is which events start a workflow: each that passes one of the filters, or all filters together. */
export interface EventStrategy {
  kind: 'any' | 'all';
  /** `any` of none is every event. */
  filters: EventFilter[];
}

/** OpenGroup is an `all` that has some of its events, in the order in which they arrived. */
export interface OpenGroup {
  keys: CorrelationKeys;
  taken: { filter: number; event: TenantEvent }[];
}

/** Consumption is what an event led to. */
export interface Consumption {
  open: OpenGroup[];
  /** The events that start a run. */
  starts?: TenantEvent[];
  /** Groups that were given up because there were too many. */
  dropped: number;
}

const mostOpen = 50;

/** strategyOf reads an event consumption strategy of the DSL; undefined where it is none. */
export function strategyOf(value: Json | undefined): EventStrategy | undefined {
  if (!isObject(value)) return undefined;
  const { one, any, all } = value;
  if (isFilter(one)) return { kind: 'any', filters: [one] };
  if (Array.isArray(any)) return { kind: 'any', filters: any.filter(isFilter) };
  if (Array.isArray(all)) return { kind: 'all', filters: all.filter(isFilter) };
  return undefined;
}

function isFilter(value: Json | undefined): value is EventFilter {
  return isObject(value) && isObject(value['with']);
}

/**
 * consume looks at the next event. Groups of `all` that correlate by different values are open beside each other; an event
 * goes to the oldest that lacks it and has its keys, else it opens one.
 */
export async function consume(
  { kind, filters }: EventStrategy,
  open: OpenGroup[],
  event: TenantEvent,
  evaluate: Evaluate,
): Promise<Consumption> {
  if (kind === 'any') {
    if (filters.length === 0) return { open, starts: [event], dropped: 0 };
    for (const filter of filters) {
      if (await matches(filter, event, evaluate)) return { open, starts: [event], dropped: 0 };
    }
    return { open, dropped: 0 };
  }
  const first = await take(filters, { keys: {}, taken: [] }, event, evaluate);
  if (!first) return { open, dropped: 0 };
  for (const [index, group] of open.entries()) {
    const grown = await take(filters, group, event, evaluate);
    if (!grown) continue;
    if (grown.taken.length < filters.length) return { open: open.with(index, grown), dropped: 0 };
    return { open: open.toSpliced(index, 1), starts: grown.taken.map(each => each.event), dropped: 0 };
  }
  if (filters.length === 1) return { open, starts: [event], dropped: 0 };
  const all = [...open, first];
  return { open: all.slice(-mostOpen), dropped: Math.max(0, all.length - mostOpen) };
}

async function take(
  filters: readonly EventFilter[],
  { keys, taken }: OpenGroup,
  event: TenantEvent,
  evaluate: Evaluate,
): Promise<OpenGroup | undefined> {
  for (const [index, filter] of filters.entries()) {
    if (taken.some(each => each.filter === index)) continue;
    const found = await matches(filter, event, evaluate, keys);
    if (found) return { keys: found, taken: [...taken, { filter: index, event }] };
  }
  return undefined;
}

/** inputOf is the input of a run that events started. */
export function inputOf(events: readonly TenantEvent[]): JsonObject[] {
  return events.map(event => event as JsonObject);
}

/** endUserOf is the end user of a run that events started: theirs, if all of them have the same. */
export function endUserOf(events: readonly TenantEvent[]): string | undefined {
  const [first, ...others] = new Set(events.map(event => event['enduserid']));
  return typeof first === 'string' && others.length === 0 ? first : undefined;
}
