import { type Task } from '../document.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type OpenTask } from '../run-state.ts';
import { type DslError, fault, WorkflowFault } from '../workflow-error.ts';
import { evaluated, holds } from './data-flow.ts';
import { durationOf, later } from './durations.ts';
import { type Machine, record } from './machine.ts';
import { member, named, scopeOf } from './scope.ts';

/** runSet gives the output of a `set` task. */
export function runSet(machine: Machine, task: Task, open: OpenTask): Promise<Json> {
  return evaluated(machine, task['set'] ?? null, open);
}

/** runSwitch gives the directive of the first case that holds, or undefined when none does. */
export async function runSwitch(machine: Machine, task: Task, open: OpenTask): Promise<string | undefined> {
  for (const entry of (task['switch'] ?? []) as JsonObject[]) {
    const [branch] = Object.values(entry);
    const when = member(branch, 'when');
    const taken = typeof when !== 'string' || (await condition(machine, when, open));
    const then = member(branch, 'then');
    if (taken) return typeof then === 'string' ? then : 'continue';
  }
  return undefined;
}

/** condition evaluates an expression to yes or no over a task's input. */
export function condition(machine: Machine, expression: string, open: OpenTask): Promise<boolean> {
  return holds(machine, expression, open.input, scopeOf(machine, open));
}

/** runRaise throws the error that a `raise` task defines or names. */
export async function runRaise(machine: Machine, task: Task, open: OpenTask): Promise<never> {
  const definition = named(machine, 'errors', member(task['raise'], 'error'));
  const error = await evaluated(machine, definition ?? {}, open);
  if (!isObject(error) || typeof error['type'] !== 'string')
    throw fault('configuration', 'The raised error has no type');
  const status = Number(error['status']);
  const raised: DslError = { type: error['type'], status: Number.isInteger(status) ? status : 500 };
  for (const name of ['title', 'detail', 'instance'] as const) {
    if (typeof error[name] === 'string') raised[name] = error[name];
  }
  throw new WorkflowFault(raised);
}

/** openWait begins a wait. */
export async function openWait(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  const until = later(machine, await durationOf(machine, task['wait'], open));
  machine.thread.open = { ...open, attempt: 1, until };
  record(machine, open, 'waiting');
}
