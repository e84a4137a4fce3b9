import { type Task } from '../document.ts';
import { type Json } from '../json.ts';
import { type TaskInstance } from '../rerun.ts';
import { type Compensation, type Frame, type OpenTask } from '../run-state.ts';
import { finish } from './finish.ts';
import { functionFrame } from './functions.ts';
import { joined, keyOf, type Machine, record } from './machine.ts';
import { parentOf } from './threads.ts';

/**
 * openCompensation undoes what the tasks of the `try` around it did, the last one first, each by its function, with
 * {reference, input, output} of the task as input; outside of a `catch`, what the run did so far.
 */
export async function openCompensation(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  record(machine, open, 'running');
  await undoNext(machine, task, open, []);
}

/** closeCompensation notes that a task was undone, and goes on with the one that ended before it. */
export async function closeCompensation(
  machine: Machine,
  task: Task,
  open: OpenTask,
  { of, done }: NonNullable<Frame['undo']>,
): Promise<void> {
  const { state } = machine.run;
  state.compensations = (state.compensations ?? []).filter(each => keyOf(each) !== keyOf(of));
  const { reference, iteration } = of;
  await undoNext(machine, task, open, [...done, { reference, iteration }]);
}

async function undoNext(machine: Machine, task: Task, open: OpenTask, done: TaskInstance[]): Promise<void> {
  const of = toUndo(machine).at(-1);
  if (!of) {
    const output = done.map(({ reference, iteration }): Json => ({ reference, iteration }));
    return finish(machine, task, open, output);
  }
  const { reference, input, output } = of;
  machine.thread.data = { reference, input, output };
  machine.thread.frames.push({
    ...functionFrame(machine, open, of.function),
    iteration: joined(open.iteration, String(done.length)),
    undo: { of, done },
  });
}

/** What is to be undone, in the order in which it ended. */
function toUndo(machine: Machine): Compensation[] {
  const all = machine.run.state.compensations ?? [];
  const around = surroundingTry(machine);
  if (!around) return all;
  const inside = `${around.reference}/try/`;
  return all.filter(each => each.reference.startsWith(inside) && each.position > around.position);
}

/** The innermost `try` whose `catch` is at work. */
function surroundingTry(machine: Machine): OpenTask | undefined {
  for (let at: Machine['thread'] | undefined = machine.thread; at; at = parentOf(machine, at)) {
    const frame = at.frames.findLast(each => each.owner?.kind === 'try' && !each.attempt && !each.extension);
    if (frame) return frame.owner;
  }
  return undefined;
}
