import { type Task } from '../document.ts';
import { type EventFilter, matches, typesOf } from '../event-filter.ts';
import { evaluate } from '../expression.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Frame, type ListenState, type OpenLeaf, type OpenTask } from '../run-state.ts';
import { type ReceivedEvent, type TenantEvent } from '../tenant-event.ts';
import { exportContext, transformOutput } from './data-flow.ts';
import { holds } from './data-flow.ts';
import { finish } from './finish.ts';
import { ownFrame } from './lists.ts';
import { joined, type Machine, record, type Step, taskOf } from './machine.ts';
import { member, scopeOf, textOf } from './scope.ts';
import { closeSubscription, consumeMessage, newListen, subscriptionOf } from './subscriptions.ts';
import { plain } from './threads.ts';

const batch = 100;
const remembered = 10_000;

/** openListen begins to listen, to events that have arrived since the run was accepted as well. */
export function openListen(machine: Machine, open: OpenTask): void {
  machine.thread.open = { ...open, attempt: 1, listen: newListen() };
  record(machine, open, 'waiting');
}

/** continueListen looks at the events that have arrived, until it has what it waited for. */
export async function continueListen(machine: Machine, open: OpenLeaf, listen: ListenState): Promise<Step> {
  const { thread, ports } = machine;
  const task = taskOf(machine, open);
  const { types, foreach } = definitionOf(task, listen);
  while (!isDone(listen)) {
    const arrived = await ports.events.after(listen.after, types, batch);
    if (arrived.length === 0) {
      const until = listen.until === undefined ? undefined : new Date(listen.until);
      if (until && until <= ports.now()) break;
      return { kind: 'waits', events: types ?? 'any', after: listen.after, ...(until ? { until } : {}) };
    }
    for (const received of arrived) {
      listen.after = received.position;
      if (thread.consumed?.includes(received.position)) continue;
      const consumed = await consume(machine, open, listen, received);
      if (consumed) thread.consumed = [...(thread.consumed ?? []), received.position].slice(-remembered);
      if (consumed === 'item' && isObject(foreach)) {
        openItem(machine, foreach, open, listen);
        return { kind: 'on' };
      }
      if (consumed === 'item') await closeIfEnough(machine, open, listen);
      if (isDone(listen)) break;
    }
  }
  delete thread.open;
  machine.precious = true;
  await finish(machine, task, plain(open), listen.items);
  return { kind: 'on' };
}

/** What a listen or a subscription is defined by: the types it waits for, undefined for any; what is done with each. */
function definitionOf(task: Task, { channel }: ListenState) {
  if (channel !== undefined)
    return {
      types: [channel],
      foreach: subscriptionOf(task)['foreach'],
      list: 'with/subscription/foreach/do',
    };
  const types = awaitedTypes(member(task['listen'], 'to'));
  return { types, foreach: task['foreach'], list: 'foreach/do' };
}

function isDone({ done }: ListenState): boolean {
  return done === true;
}

/** consume takes an event that the listen waits for: into what it gives, or as a sign to stop. */
async function consume(
  machine: Machine,
  open: OpenLeaf,
  listen: ListenState,
  { event }: ReceivedEvent,
): Promise<'item' | 'until' | undefined> {
  if (listen.channel !== undefined) return consumeMessage(machine, open, listen, event);
  const holder = taskOf(machine, open)['listen'];
  const to = member(holder, 'to');
  const until = member(to, 'until');
  if (isObject(until) && (await meets(machine, open, listen, until, event, listen.untilMet))) {
    listen.done = isMet(until, listen.untilMet);
    return 'until';
  }
  if (!(await meets(machine, open, listen, to, event, listen.met))) return undefined;
  listen.items.push(readAs(event, textOf(member(holder, 'read'), 'data')));
  return 'item';
}

/** meets tells whether an event fits a strategy, and notes which filter of `all` it met. */
async function meets(
  machine: Machine,
  open: OpenLeaf,
  listen: ListenState,
  strategy: Json | undefined,
  event: TenantEvent,
  met: number[],
): Promise<boolean> {
  const filters = filtersOf(strategy);
  if (filters.length === 0) return member(strategy, 'any') !== undefined;
  const variables = scopeOf(machine, open);
  const run = (expression: string, input: Json) =>
    evaluate(machine.ports.expressions, expression, input, variables);
  const each = member(strategy, 'all') !== undefined;
  for (const [index, filter] of filters.entries()) {
    if (each && met.includes(index)) continue;
    const correlations = await matches(filter, event, run, listen.correlations);
    if (!correlations) continue;
    listen.correlations = correlations;
    if (!met.includes(index)) met.push(index);
    return true;
  }
  return false;
}

/** closeIfEnough ends a listen that has consumed what it wants. */
async function closeIfEnough(machine: Machine, open: OpenTask, listen: ListenState): Promise<void> {
  if (listen.channel !== undefined) return closeSubscription(machine, open, listen);
  const to = member(taskOf(machine, open)['listen'], 'to');
  const until = member(to, 'until');
  if (typeof until === 'string')
    listen.done = await holds(machine, until, listen.items, scopeOf(machine, open));
  else if (!isObject(until)) listen.done = isMet(to, listen.met);
}

function isMet(strategy: Json | undefined, met: readonly number[]): boolean {
  return member(strategy, 'all') === undefined || met.length >= filtersOf(strategy).length;
}

/** openItem begins what is to be done with the item that came last. */
function openItem(machine: Machine, foreach: JsonObject, open: OpenLeaf, listen: ListenState): void {
  const { thread } = machine;
  const index = listen.items.length - 1;
  const frame = ownFrame(plain(open), definitionOf(taskOf(machine, open), listen).list);
  if (!Array.isArray(foreach['do'])) frame.list = '';
  delete thread.open;
  thread.data = Array.isArray(foreach['do']) ? open.input : (listen.items[index] ?? null);
  thread.frames.push({
    ...frame,
    iteration: joined(open.iteration, String(index)),
    variables: {
      [textOf(foreach['item'], 'item')]: listen.items[index] ?? null,
      [textOf(foreach['at'], 'index')]: index,
    },
    role: 'foreach',
    listen,
  });
}

/** closeItem takes what was made of an item into the listen's output, and listens on. */
export async function closeItem(machine: Machine, task: Task, frame: Frame, owner: OpenTask): Promise<void> {
  const { thread } = machine;
  const { listen } = frame;
  if (!listen) throw new Error('an item belongs to a listen');
  const foreach = definitionOf(task, listen).foreach as JsonObject;
  thread.frames.push(frame);
  const output = await transformOutput(machine, foreach, thread.data, owner);
  await exportContext(machine, foreach, output, owner);
  listen.items[listen.items.length - 1] = output;
  await closeIfEnough(machine, owner, listen);
  thread.frames.pop();
  thread.data = owner.input;
  thread.open = { ...owner, attempt: 1, listen };
}

function filtersOf(strategy: Json | undefined): EventFilter[] {
  const one = member(strategy, 'one');
  const several = member(strategy, 'all') ?? member(strategy, 'any');
  return (one === undefined ? (Array.isArray(several) ? several : []) : [one]) as EventFilter[];
}

/** awaitedTypes lists the types of event that a strategy can consume; undefined for any. */
function awaitedTypes(to: Json | undefined): string[] | undefined {
  const until = member(to, 'until');
  const strategies = isObject(until) ? [to, until] : [to];
  if (strategies.some(each => filtersOf(each).length === 0)) return undefined;
  return typesOf(strategies.flatMap(filtersOf));
}

function readAs(event: TenantEvent, read: string): Json {
  const data = event.data ?? null;
  if (read === 'envelope') return event as Json;
  return read === 'raw' && typeof data !== 'string' ? JSON.stringify(data) : data;
}
