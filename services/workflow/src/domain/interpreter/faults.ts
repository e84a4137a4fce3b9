import { toMilliseconds } from '../duration.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Frame, type OpenTask, type Thread } from '../run-state.ts';
import { type DslError, sameErrorType, WorkflowFault } from '../workflow-error.ts';
import { holds } from './data-flow.ts';
import { durationOf } from './durations.ts';
import { ownFrame } from './lists.ts';
import { type Machine, record, taskOf } from './machine.ts';
import { takesOver } from './reruns.ts';
import { member, named, scopeOf, textOf } from './scope.ts';
import { cancelBranches, cancelTasks, parentOf } from './threads.ts';

/**
 * handleFault unwinds to the innermost `try` that catches the error, out of a fork's branches as well. Returns undefined
 * when one did, and the run goes on with its retry or its `catch`; else the error that the run ends with. With `keep`,
 * what stands in further frames of the thread was interrupted, and the error comes from there.
 */
export async function handleFault(
  machine: Machine,
  raised: DslError,
  keep?: number,
): Promise<DslError | undefined> {
  const { thread } = machine;
  const error: DslError = { ...raised, instance: raised.instance ?? machine.current?.reference ?? '/' };
  if (keep !== undefined) interrupt(machine, keep);
  if (machine.current) record(machine, machine.current, 'faulted', { error, ...attemptOf(thread) });
  cancelBranches(machine, thread);
  delete thread.open;
  for (let frame = thread.frames.at(-1); frame; frame = thread.frames.at(-1)) {
    const { owner } = frame;
    if (owner && frame.attempt && (await caught(machine, frame, owner, error))) return undefined;
    thread.frames.pop();
    if (owner) record(machine, owner, 'faulted', { error });
  }
  const parent = parentOf(machine, thread);
  if (!parent) return error;
  if (thread.live) parent.live = true;
  machine.thread = parent;
  machine.current = parent.open;
  return handleFault(machine, error);
}

/** interrupt ends what stands in the frames from `keep` on. */
function interrupt(machine: Machine, keep: number): void {
  const { thread, current } = machine;
  cancelBranches(machine, thread);
  const frames = thread.frames.splice(keep);
  const inner = frames.filter(frame => frame.owner !== current);
  cancelTasks(machine, thread.open === current ? { frames: inner } : { ...openOf(thread), frames: inner });
  if (thread.open !== current) delete thread.open;
}

function openOf({ open }: Thread): Pick<Thread, 'open'> {
  return open ? { open } : {};
}

function attemptOf({ open }: Thread): { attempt?: number } {
  return open ? { attempt: open.attempt } : {};
}

async function caught(machine: Machine, frame: Frame, owner: OpenTask, error: DslError): Promise<boolean> {
  const task = taskOf(machine, owner);
  const handler = task['catch'] as JsonObject;
  if (!matchesError(member(handler['errors'], 'with'), error)) return false;
  const name = textOf(handler['as'], 'error');
  if (!(await allowed(machine, handler, owner, name, error))) return false;
  const { thread } = machine;
  const retry = named(machine, 'retries', handler['retry']);
  // What is taken over from an earlier run is what its last attempt came to.
  const retryAt =
    isObject(retry) && !takesOver(machine)
      ? await nextTry(machine, retry, frame, owner, name, error)
      : undefined;
  if (retryAt) {
    const { count = 1, startedAt = owner.startedAt } = frame.attempt ?? {};
    frame.next = 0;
    frame.visits = {};
    frame.attempt = { count: count + 1, startedAt, retryAt };
    thread.data = owner.input;
    record(machine, owner, 'running', { attempt: count + 1 });
    return true;
  }
  if (retry && !Array.isArray(handler['do'])) return false;
  thread.frames.pop();
  const next = { ...ownFrame(owner, 'catch/do'), iteration: frame.iteration };
  next.variables = { [name]: { ...error } };
  if (!Array.isArray(handler['do'])) next.list = '';
  thread.frames.push(next);
  thread.data = owner.input;
  return true;
}

/** matchesError tells whether an `errors.with` means an error. */
export function matchesError(filter: Json | undefined, error: DslError): boolean {
  if (!isObject(filter)) return true;
  return Object.entries(filter).every(([key, value]) => {
    const actual = error[key as keyof DslError];
    if (key === 'type' && typeof value === 'string') return sameErrorType(value, error.type);
    return actual === value;
  });
}

/** Both `catch` and a retry policy have `when` and `exceptWhen`, over the task's input, with the error in scope. */
async function allowed(
  machine: Machine,
  holder: JsonObject,
  owner: OpenTask,
  name: string,
  error: DslError,
): Promise<boolean> {
  const scope = scopeOf(machine, owner);
  const variables = (variable: string) =>
    variable === name ? ({ ...error } as JsonObject) : scope(variable);
  const says = (expression: Json | undefined, otherwise: boolean) =>
    typeof expression === 'string' ? holds(machine, expression, owner.input, variables) : otherwise;
  try {
    return (await says(holder['when'], true)) && !(await says(holder['exceptWhen'], false));
  } catch (problem) {
    if (problem instanceof WorkflowFault) return false;
    throw problem;
  }
}

async function nextTry(
  machine: Machine,
  policy: JsonObject,
  frame: Frame,
  owner: OpenTask,
  name: string,
  error: DslError,
) {
  if (!(await allowed(machine, policy, owner, name, error))) return undefined;
  const tries = frame.attempt?.count ?? 1;
  const most = member(member(policy['limit'], 'attempt'), 'count');
  if (typeof most === 'number' && tries > most) return undefined;
  const now = machine.ports.now().getTime();
  const at = now + delayOf(await evaluated(machine, policy, owner), tries, machine.ports.random());
  const longest = member(policy['limit'], 'duration');
  const started = Date.parse(frame.attempt?.startedAt ?? owner.startedAt);
  if (longest !== undefined && at - started > (await durationOf(machine, longest, owner))) return undefined;
  return new Date(at).toISOString();
}

/** Durations may be expressions. */
async function evaluated(machine: Machine, policy: JsonObject, owner: OpenTask): Promise<JsonObject> {
  const read = async (value: Json | undefined) =>
    value === undefined ? undefined : { milliseconds: await durationOf(machine, value, owner) };
  const delay = await read(policy['delay']);
  const from = await read(member(policy['jitter'], 'from'));
  const to = await read(member(policy['jitter'], 'to'));
  return {
    ...policy,
    ...(delay ? { delay } : {}),
    jitter: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
  };
}

const longestDelay = 86_400_000;

/** delayOf is the time in milliseconds before retry number `tries`, jitter included; a day at most. */
export function delayOf(policy: JsonObject, tries: number, random: number): number {
  const delay = toMilliseconds(policy['delay']) ?? 0;
  const factor = isObject(member(policy['backoff'], 'exponential'))
    ? 2 ** (tries - 1)
    : isObject(member(policy['backoff'], 'linear'))
      ? tries
      : 1;
  const from = toMilliseconds(member(policy['jitter'], 'from')) ?? 0;
  const to = toMilliseconds(member(policy['jitter'], 'to')) ?? from;
  return Math.min(Math.round(delay * factor + from + (to - from) * random), longestDelay);
}
