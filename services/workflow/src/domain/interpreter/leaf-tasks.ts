import { createHash } from 'node:crypto';
import { type Task } from '../document.ts';
import { toMilliseconds } from '../duration.ts';
import { bareExpression, evaluate, evaluateTemplate } from '../expression.ts';
import { parseActionReference } from '../function-reference.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type OpenLeaf, type OpenTask } from '../run-state.ts';
import { type DslError, fault, WorkflowFault } from '../workflow-error.ts';
import { type Machine } from './machine.ts';
import { member, scopeOf, truthy } from './scope.ts';

/** runSet gives the output of a `set` task. */
export function runSet(machine: Machine, task: Task, open: OpenTask): Promise<Json> {
  return evaluateTemplate(machine.ports.expressions, task['set'] ?? null, open.input, scopeOf(machine, open));
}

/** runSwitch gives the directive of the first case that holds, or undefined when none does. */
export async function runSwitch(machine: Machine, task: Task, open: OpenTask): Promise<string | undefined> {
  for (const entry of (task['switch'] ?? []) as JsonObject[]) {
    const [branch] = Object.values(entry);
    const when = member(branch, 'when');
    const holds = typeof when !== 'string' || (await condition(machine, when, open));
    const then = member(branch, 'then');
    if (holds) return typeof then === 'string' ? then : 'continue';
  }
  return undefined;
}

/** condition evaluates an expression to yes or no over a task's input. */
export async function condition(machine: Machine, expression: string, open: OpenTask): Promise<boolean> {
  const variables = scopeOf(machine, open);
  return truthy(await evaluate(machine.ports.expressions, bareExpression(expression), open.input, variables));
}

/** runRaise throws the error that a `raise` task defines or names. */
export async function runRaise(machine: Machine, task: Task, open: OpenTask): Promise<never> {
  const given = member(task['raise'], 'error');
  const named =
    typeof given === 'string' ? member(member(machine.run.document['use'], 'errors'), given) : given;
  const error = await evaluateTemplate(
    machine.ports.expressions,
    named ?? {},
    open.input,
    scopeOf(machine, open),
  );
  if (!isObject(error) || typeof error['type'] !== 'string')
    throw fault('configuration', 'The raised error has no type');
  const status = Number(error['status']);
  const raised: DslError = { type: error['type'], status: Number.isInteger(status) ? status : 500 };
  for (const name of ['title', 'detail', 'instance'] as const) {
    if (typeof error[name] === 'string') raised[name] = error[name];
  }
  throw new WorkflowFault(raised);
}

/** openWait gives the wait with its end. */
export function openWait(machine: Machine, task: Task, open: OpenTask): OpenLeaf {
  const milliseconds = toMilliseconds(task['wait']);
  if (milliseconds === undefined) throw fault('configuration', 'The wait is not a duration');
  const until = new Date(machine.ports.now().getTime() + milliseconds).toISOString();
  return { ...open, attempt: 1, until };
}

/** openCall evaluates a call once and for all; every repetition sends the same under the same key. */
export async function openCall(machine: Machine, task: Task, open: OpenTask): Promise<OpenLeaf> {
  const reference = parseActionReference(typeof task['call'] === 'string' ? task['call'] : '');
  if (!reference) throw fault('configuration', 'The call names no action of the default catalogue');
  const input = await evaluateTemplate(
    machine.ports.expressions,
    task['with'] ?? {},
    open.input,
    scopeOf(machine, open),
  );
  const place = createHash('sha256')
    .update(`${open.reference}\n${open.iteration}`)
    .digest('hex')
    .slice(0, 32);
  const idempotencyKey = `${machine.run.executionId}:${place}`;
  return { ...open, attempt: 1, call: { ...reference, input, idempotencyKey } };
}
