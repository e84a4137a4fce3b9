import { at, type Task } from '../document.ts';
import { toMilliseconds } from '../duration.ts';
import { bareExpression, evaluate } from '../expression.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Frame, type OpenTask } from '../run-state.ts';
import { type DslError, sameErrorType, WorkflowFault } from '../workflow-error.ts';
import { frameOf, type Machine, record } from './machine.ts';
import { member, scopeOf, truthy } from './scope.ts';

/**
 * handleFault unwinds to the innermost `try` that catches the error. Returns undefined when one did, and the
 * run goes on with its retry or its `catch`; else the error that the run ends with.
 */
export async function handleFault(machine: Machine, raised: DslError): Promise<DslError | undefined> {
  const { state } = machine.run;
  const error: DslError = { ...raised, instance: raised.instance ?? machine.current?.reference ?? '/' };
  if (machine.current) record(machine, machine.current, 'faulted', { error, ...attemptOf(machine) });
  delete state.open;
  for (let frame = state.frames.at(-1); frame; frame = state.frames.at(-1)) {
    const { owner } = frame;
    if (owner && frame.attempt && (await caught(machine, frame, owner, error))) return undefined;
    state.frames.pop();
    if (owner) record(machine, owner, 'faulted', { error });
  }
  return error;
}

function attemptOf(machine: Machine): { attempt?: number } {
  const { open } = machine.run.state;
  return open ? { attempt: open.attempt } : {};
}

async function caught(machine: Machine, frame: Frame, owner: OpenTask, error: DslError): Promise<boolean> {
  const task = at(machine.run.document, owner.reference) as Task;
  const handler = task['catch'] as JsonObject;
  if (!matches(member(handler['errors'], 'with'), error)) return false;
  const name = typeof handler['as'] === 'string' ? handler['as'] : 'error';
  if (!(await allowed(machine, handler, owner, name, error))) return false;
  const { state } = machine.run;
  const retry = policyOf(machine.run.document, handler['retry']);
  const retryAt = retry ? await nextTry(machine, retry, frame, owner, name, error) : undefined;
  if (retryAt) {
    frame.next = 0;
    frame.visits = {};
    frame.attempt = {
      count: (frame.attempt?.count ?? 1) + 1,
      startedAt: frame.attempt?.startedAt ?? owner.startedAt,
      retryAt,
    };
    state.data = owner.input;
    record(machine, owner, 'running', { attempt: frame.attempt.count });
    return true;
  }
  if (retry && !Array.isArray(handler['do'])) return false;
  state.frames.pop();
  const next = frameOf(`${owner.reference}/catch/do`, frame.iteration, owner);
  next.variables = { [name]: { ...error } };
  if (!Array.isArray(handler['do'])) next.list = '';
  state.frames.push(next);
  state.data = owner.input;
  return true;
}

function matches(filter: Json | undefined, error: DslError): boolean {
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
  const holds = async (expression: Json | undefined, otherwise: boolean) =>
    typeof expression === 'string'
      ? truthy(await evaluate(machine.ports.expressions, bareExpression(expression), owner.input, variables))
      : otherwise;
  try {
    return (await holds(holder['when'], true)) && !(await holds(holder['exceptWhen'], false));
  } catch (problem) {
    if (problem instanceof WorkflowFault) return false;
    throw problem;
  }
}

function policyOf(document: JsonObject, retry: Json | undefined): JsonObject | undefined {
  const policy = typeof retry === 'string' ? member(member(document['use'], 'retries'), retry) : retry;
  return isObject(policy) ? policy : undefined;
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
  const at = now + delayOf(policy, tries, machine.ports.random());
  const longest = toMilliseconds(member(policy['limit'], 'duration'));
  const started = Date.parse(frame.attempt?.startedAt ?? owner.startedAt);
  if (longest !== undefined && at - started > longest) return undefined;
  return new Date(at).toISOString();
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
