import { isObject, type JsonObject } from '../json.ts';
import { type OpenLeaf, type Thread } from '../run-state.ts';
import { matchesError } from './faults.ts';
import { later } from './durations.ts';
import { keyOf, type Machine, type NeedsConnection, record, type Step, taskOf } from './machine.ts';
import { member } from './scope.ts';
import { parentOf } from './threads.ts';

const firstLookMs = 5_000;
/** Shorter than the waits that the engine is told of: many runs may wait for days. */
const longestLookMs = 9 * 60_000;

/**
 * awaitConnection puts an action off until its end user has authorised the connection again: whoever hears of that wakes
 * the run, and it looks itself now and then. Throws the error where a `try` waits for it, or nobody came for too long.
 */
export function awaitConnection(machine: Machine, open: OpenLeaf, needed: NeedsConnection): void {
  const { limits, now } = machine.ports;
  const { since, looks } = open.reconnect ?? { since: now().toISOString(), looks: 0 };
  const end = Date.parse(since) + limits.reconnectMs;
  if (now().getTime() >= end || isCaught(machine, machine.thread, needed)) throw needed.fault;
  // Nothing was tried yet: whichever connection the end user has then will do, unless the run names one.
  const isFirst = open.attempt === 1 && !open.reconnect;
  if (isFirst && open.effect?.kind === 'action') delete open.effect.call.connectionId;
  open.reconnect = { names: needed.names, since, looks: looks + 1 };
  const next = later(machine, Math.min(firstLookMs * 2 ** looks, longestLookMs));
  open.until = next < new Date(end).toISOString() ? next : new Date(end).toISOString();
  machine.refused.add(keyOf(open));
  const error = { ...needed.fault.error, instance: open.reference };
  record(machine, open, 'waiting', { attempt: open.attempt, error });
}

/** continueAwaiting asks once in every stretch: whoever begins one may have been woken because of this. */
export function continueAwaiting(machine: Machine, open: OpenLeaf): Step | undefined {
  if (!open.reconnect || !open.until || !machine.refused.has(keyOf(open))) return undefined;
  return { kind: 'waits', until: new Date(open.until), events: open.reconnect.names };
}

/** A document that catches such errors says itself what is to be done. */
function isCaught(machine: Machine, thread: Thread, needed: NeedsConnection): boolean {
  const handlers = thread.frames.flatMap(({ owner, attempt }) =>
    owner && attempt ? [taskOf(machine, owner)['catch']] : [],
  );
  const filters = handlers.filter((each): each is JsonObject => isObject(each));
  const { error } = needed.fault;
  if (filters.some(each => matchesError(member(each['errors'], 'with'), error))) return true;
  const parent = parentOf(machine, thread);
  return parent !== undefined && isCaught(machine, parent, needed);
}
