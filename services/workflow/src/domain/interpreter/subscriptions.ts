import { type Task } from '../document.ts';
import { extensionsOf } from '../event-rules.ts';
import { isObject, type JsonObject } from '../json.ts';
import { type ListenState, type OpenLeaf, type OpenTask } from '../run-state.ts';
import { type TenantEvent } from '../tenant-event.ts';
import { holds } from './data-flow.ts';
import { durationOf, later } from './durations.ts';
import { type Machine, record, taskOf } from './machine.ts';
import { member, scopeOf } from './scope.ts';

/** subscriptionOf is the definition of an AsyncAPI subscription. */
export function subscriptionOf(task: Task): JsonObject {
  const subscription = member(task['with'], 'subscription');
  return isObject(subscription) ? subscription : {};
}

/** newListen is what a listen has consumed at its begin. */
export function newListen(): ListenState {
  return { after: 0, items: [], met: [], untilMet: [], correlations: {} };
}

/** openSubscription begins to listen to a channel, to messages that came since the run was accepted as well. */
export async function openSubscription(machine: Machine, open: OpenLeaf, channel: string): Promise<void> {
  const period = member(subscriptionOf(taskOf(machine, open))['consume'], 'for');
  delete open.effect;
  open.listen = { ...newListen(), channel };
  if (period !== undefined) open.listen.until = later(machine, await durationOf(machine, period, open));
  await closeSubscription(machine, open, open.listen);
  record(machine, open, 'waiting', { attempt: open.attempt });
}

/** consumeMessage takes a message that passes the filter. */
export async function consumeMessage(
  machine: Machine,
  open: OpenLeaf,
  listen: ListenState,
  event: TenantEvent,
): Promise<'item' | undefined> {
  const message = messageOf(event);
  const { filter } = subscriptionOf(taskOf(machine, open));
  if (typeof filter === 'string' && !(await holds(machine, filter, message, scopeOf(machine, open))))
    return undefined;
  listen.items.push(message);
  return 'item';
}

/** closeSubscription ends a subscription that has consumed what it wants. */
export async function closeSubscription(
  machine: Machine,
  open: OpenTask,
  listen: ListenState,
): Promise<void> {
  const { amount, while: more, until } = consumeOf(taskOf(machine, open));
  const scope = scopeOf(machine, open);
  if (typeof amount === 'number') listen.done = listen.items.length >= amount;
  else if (typeof until === 'string') listen.done = await holds(machine, until, listen.items, scope);
  else if (typeof more === 'string' && listen.items.length > 0)
    listen.done = !(await holds(machine, more, listen.items, scope));
}

function consumeOf(task: Task): JsonObject {
  const { consume } = subscriptionOf(task);
  return isObject(consume) ? consume : {};
}

/** messageOf is an event as AsyncAPI's inbound message: its extension attributes are the headers. */
function messageOf(event: TenantEvent): JsonObject {
  const { correlationid, ...headers } = extensionsOf(event) as JsonObject;
  return {
    payload: event.data ?? null,
    headers,
    ...(correlationid === undefined ? {} : { correlationId: correlationid }),
  };
}
