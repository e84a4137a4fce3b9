import { type Task } from '../document.ts';
import { bareExpression, evaluate } from '../expression.ts';
import { type JsonObject } from '../json.ts';
import { type Frame, type OpenTask } from '../run-state.ts';
import { fault } from '../workflow-error.ts';
import { holds } from './data-flow.ts';
import { deadlineOf } from './durations.ts';
import { frameOf, joined, type Machine, record, taskOf } from './machine.ts';
import { member, named, scopeOf, textOf } from './scope.ts';

/** openList begins the tasks of a do, a for or a try. */
export async function openList(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  const { thread } = machine;
  record(machine, open, 'running');
  const frame = ownFrame(open, open.kind === 'try' ? 'try' : 'do');
  if (open.kind === 'try') await beginAttempt(machine, open, frame, 1, open.startedAt);
  if (open.kind === 'for') {
    const items = await evaluate(
      machine.ports.expressions,
      bareExpression((task['for'] as { in: string }).in),
      open.input,
      scopeOf(machine, open),
    );
    if (!Array.isArray(items)) throw fault('expression', 'for.in must give an array');
    frame.loop = { items, index: -1 };
    frame.next = Number.MAX_SAFE_INTEGER;
  }
  thread.data = open.input;
  thread.frames.push(frame);
}

/** ownFrame makes the frame of a list that stands in a task's own definition. */
export function ownFrame(open: OpenTask, list: string): Frame {
  const frame = frameOf(`${open.definition ?? open.reference}/${list}`, open.iteration, open);
  return open.definition === undefined ? frame : { ...frame, reference: `${open.reference}/${list}` };
}

/** beginAttempt begins the first or another attempt at the tasks of a try, with a time limit of its own if there is one. */
export async function beginAttempt(
  machine: Machine,
  open: OpenTask,
  frame: Frame,
  count: number,
  startedAt: string,
): Promise<void> {
  frame.attempt = { count, startedAt };
  const policy = named(machine, 'retries', member(taskOf(machine, open)['catch'], 'retry'));
  const limit = member(member(member(policy, 'limit'), 'attempt'), 'duration');
  const deadline = await deadlineOf(machine, limit === undefined ? undefined : { after: limit }, open);
  if (deadline !== undefined) frame.attempt.deadline = deadline;
}

/** nextIteration begins a loop's next iteration; false when it is over. */
export async function nextIteration(machine: Machine, frame: Frame): Promise<boolean> {
  const { loop, owner } = frame;
  if (!loop || !owner || loop.index + 1 >= loop.items.length) return false;
  const task = taskOf(machine, owner);
  loop.index++;
  const names = task['for'] as JsonObject;
  frame.variables = {
    [textOf(names['each'], 'item')]: loop.items[loop.index] ?? null,
    [textOf(names['at'], 'index')]: loop.index,
  };
  if (typeof task['while'] === 'string') {
    const { data } = machine.thread;
    const variables = scopeOf(machine, owner);
    if (!(await holds(machine, task['while'], data, variables))) return false;
  }
  frame.next = 0;
  frame.visits = {};
  frame.iteration = joined(owner.iteration, String(loop.index));
  return true;
}
