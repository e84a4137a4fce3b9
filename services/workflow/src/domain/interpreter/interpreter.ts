import { type OpenLeaf, type TaskRecord, type Thread } from '../run-state.ts';
import { fault, WorkflowFault } from '../workflow-error.ts';
import { type Deadline, deadlinesOf, timedOut } from './deadlines.ts';
import { later } from './durations.ts';
import { isQuestion, type Landing, perform } from './effects.ts';
import { handleFault } from './faults.ts';
import { finish } from './finish.ts';
import { createFlights, type Flights, type Landed } from './flights.ts';
import { awaitConnection } from './reconnections.ts';
import { openSubscription } from './subscriptions.ts';
import {
  keyOf,
  type Machine,
  NeedsConnection,
  type Outcome,
  type Ports,
  record,
  type Run,
  save,
  type Step,
  taskOf,
  TryAgainLater,
  type Wait,
} from './machine.ts';
import { logTry, step } from './steps.ts';
import { cancelTasks, plain } from './threads.ts';

/** Stretch is what one call of interpret ended with: an outcome, and task log lines not stored yet. */
export interface Stretch {
  outcome: Outcome;
  records: TaskRecord[];
}

/**
 * interpret carries a run on from its state until it ends, has to wait, or has done enough for one turn. Threads are
 * worked on one at a time; only what they ask of the world overlaps. It stores a checkpoint before every effect and after
 * it, and at the latest after `limits.unsaved` tasks; what is not stored yet is returned, to be stored with the outcome.
 */
export async function interpret(run: Run, ports: Ports): Promise<Stretch> {
  const [main] = run.state.threads;
  if (!main) throw new Error('a run has a thread');
  const machine: Machine = {
    run,
    ports,
    thread: main,
    unsaved: new Map(),
    precious: false,
    left: ports.limits.stretch,
    held: false,
    fresh: new Set(),
    refused: new Set(),
  };
  const flights = createFlights<Landing>(ports.signal);
  try {
    for (;;) {
      const settled = await settle(machine, flights);
      const outcome = 'outcome' in settled ? settled.outcome : await proceed(machine, flights, settled);
      if (outcome) return { outcome, records: [...machine.unsaved.values()] };
    }
  } finally {
    flights.abortAll();
  }
}

/** Settled is how far threads came: those whose effect is to be asked for, and what the others wait for. */
interface Settled {
  ready: Thread[];
  waits: Wait[];
  more: boolean;
}

/** settle lets every thread go as far as it goes without the world. */
async function settle(machine: Machine, flights: Flights<Landing>): Promise<Settled | { outcome: Outcome }> {
  const { state } = machine.run;
  for (;;) {
    const settled: Settled = { ready: [], waits: [], more: false };
    let moved = false;
    for (const thread of [...state.threads]) {
      let last: Step = { kind: 'on' };
      while (last.kind === 'on' && state.threads.includes(thread) && !flights.has(thread.id)) {
        machine.thread = thread;
        last = await stepOrFault(machine);
        moved ||= last.kind === 'on';
      }
      if (last.kind === 'ended') return { outcome: last.outcome };
      if (last.kind === 'ready') settled.ready.push(thread);
      if (last.kind === 'waits') settled.waits.push(last);
      if (last.kind === 'more') settled.more = true;
    }
    if (!moved) return settled;
  }
}

async function stepOrFault(machine: Machine): Promise<Step> {
  try {
    return await step(machine);
  } catch (problem) {
    return faulted(machine, problem);
  }
}

/** faulted hands an error of the machine's thread to whoever catches it; anything but a DSL error is our own failure. */
async function faulted(machine: Machine, problem: unknown, keep?: number): Promise<Step> {
  if (!(problem instanceof WorkflowFault)) throw problem;
  const error = await handleFault(machine, problem.error, keep).catch((again: unknown) => {
    if (again instanceof WorkflowFault) return again.error;
    throw again;
  });
  return error ? { kind: 'ended', outcome: { kind: 'faulted', error } } : { kind: 'on' };
}

/** proceed asks for the effects that are ready, waits for one to land or for a time, or says what the run waits for. */
async function proceed(
  machine: Machine,
  flights: Flights<Landing>,
  { ready, waits, more }: Settled,
): Promise<Outcome | undefined> {
  const { ports } = machine;
  // Threads of the same names may have stood still for them.
  if (dropLost(machine, flights)) return undefined;
  await launch(machine, flights, ready);
  const deadlines = deadlinesOf(machine);
  const times = [...waits.flatMap(each => each.until ?? []), ...deadlines.map(each => each.at)];
  const until = times.length === 0 ? undefined : new Date(Math.min(...times.map(Number)));
  if (flights.count() > 0) {
    const listening = waits.some(each => each.events ?? each.children);
    const landed = await flights.next(waitMs(ports, until, listening));
    for (const each of landed) {
      const outcome = await land(machine, each);
      if (outcome) return outcome;
    }
    return expire(machine, deadlines);
  }
  if (machine.held) return { kind: 'held' };
  if (until && until <= ports.now()) return expire(machine, deadlines);
  if (more) return { kind: 'more' };
  return { kind: 'waiting', ...merged(waits), ...(until ? { until } : {}) };
}

const glanceMs = 500;

function waitMs(ports: Ports, until: Date | undefined, listening: boolean): number | undefined {
  const left = until ? Math.max(0, until.getTime() - ports.now().getTime()) : undefined;
  return listening ? Math.min(left ?? glanceMs, glanceMs) : left;
}

function merged(waits: readonly Wait[]): Wait {
  const events = waits.flatMap(each => each.events ?? []);
  const after = waits.flatMap(each => each.after ?? []);
  const children = waits.flatMap(each => each.children ?? []);
  return {
    ...(events.length > 0
      ? { events: events.includes('any') ? ('any' as const) : [...new Set(events)] }
      : {}),
    ...(after.length > 0 ? { after: Math.min(...after) } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}

/** launch asks for effects, after a checkpoint that says so: whoever goes on from there knows that they may have happened. */
async function launch(machine: Machine, flights: Flights<Landing>, ready: readonly Thread[]): Promise<void> {
  if (machine.held || ready.length === 0) return;
  const now = ready.slice(0, Math.max(0, machine.ports.limits.parallel - flights.count()));
  if (now.length === 0) return;
  for (const { open } of now) if (open) logTry(machine, open);
  if (now.some(({ open }) => open && !isQuestion(open)) && (await save(machine))) return;
  for (const { id, open } of now) {
    if (!open) continue;
    delete open.until;
    flights.start(id, signal => perform(machine.ports, open, signal));
  }
}

/** land takes in what an effect came to, unless its task is gone meanwhile. */
async function land(
  machine: Machine,
  { id, result, problem }: Landed<Landing>,
): Promise<Outcome | undefined> {
  const thread = machine.run.state.threads.find(each => each.id === id);
  const open = thread?.open;
  if (!thread || !open?.effect) return undefined;
  machine.thread = thread;
  machine.current = open;
  try {
    if (!result) postpone(machine, open, problem);
    else await arrive(machine, open, result);
    return undefined;
  } catch (error) {
    const step = await faulted(machine, error);
    return step.kind === 'ended' ? step.outcome : undefined;
  }
}

async function arrive(machine: Machine, open: OpenLeaf, landing: Landing): Promise<void> {
  machine.precious = true;
  if (landing.kind === 'connected') {
    if (open.effect?.kind === 'action') open.effect.call.connectionId = landing.connectionId;
    machine.fresh.add(keyOf(open));
    return;
  }
  if (landing.kind === 'subscribed') return openSubscription(machine, open, landing.channel);
  if (landing.kind === 'child') {
    open.child = landing.executionId;
    record(machine, open, 'waiting', { attempt: open.attempt });
    return;
  }
  delete machine.thread.open;
  machine.authorization = landing.authorization;
  await finish(machine, taskOf(machine, open), plain(open), landing.output, { attempt: open.attempt });
}

/** postpone puts off an effect that could not be asked for; any other problem is thrown. */
function postpone(machine: Machine, open: OpenLeaf, problem: unknown): void {
  if (problem instanceof NeedsConnection) {
    awaitConnection(machine, open, problem);
    return;
  }
  delete open.reconnect;
  if (!(problem instanceof TryAgainLater)) throw problem;
  if (open.attempt >= machine.ports.limits.callAttempts)
    throw fault('communication', problem.message, 503, problem);
  open.until = later(machine, Math.min(1000 * 2 ** (open.attempt - 1), 60_000));
  record(machine, open, 'waiting', { attempt: open.attempt });
}

/** expire interrupts what has run out of time; of several, the first one's end may have been the others'. */
async function expire(machine: Machine, deadlines: readonly Deadline[]): Promise<Outcome | undefined> {
  const due = deadlines.find(each => each.at <= machine.ports.now());
  if (!due) return undefined;
  const { thread, keep, task } = due;
  const { threads } = machine.run.state;
  if (!thread) {
    for (const each of threads) cancelTasks(machine, each);
    return { kind: 'faulted', error: { ...timedOut('workflow').error, instance: '/' } };
  }
  const stands = task
    ? thread.open === task || thread.frames[keep]?.owner === task
    : thread.frames[keep - 1]?.attempt?.deadline !== undefined;
  if (!threads.includes(thread) || !stands) return undefined;
  machine.thread = thread;
  machine.current = task;
  const problem = timedOut(task ? 'task' : 'attempt');
  const instance = (task ?? thread.frames[keep - 1]?.owner)?.reference;
  if (instance !== undefined) problem.error.instance = instance;
  const step = await faulted(machine, problem, keep);
  return step.kind === 'ended' ? step.outcome : undefined;
}

/** dropLost gives up on effects whose tasks were interrupted, or lost a race; tells whether there were any. */
function dropLost(machine: Machine, flights: Flights<Landing>): boolean {
  const { threads } = machine.run.state;
  const lost = flights.ids().filter(id => !threads.some(each => each.id === id && each.open?.effect));
  for (const id of lost) flights.abort(id);
  return lost.length > 0;
}
