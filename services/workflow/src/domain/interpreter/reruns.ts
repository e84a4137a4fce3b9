import { type Task } from '../document.ts';
import { isDefinedFunction, parseActionReference } from '../function-reference.ts';
import { isCompensation } from '../own-functions.ts';
import { type ChildRerun } from '../rerun.ts';
import { type OpenTask, type TaskRecord } from '../run-state.ts';
import { hasRedacted } from '../sealed.ts';
import { fault, WorkflowFault } from '../workflow-error.ts';
import { goOn } from './finish.ts';
import { keyOf, type Machine } from './machine.ts';
import { textOf } from './scope.ts';

/** takesOver tells whether the machine's thread takes over what an earlier run did. */
export function takesOver({ run, thread }: Machine): boolean {
  return run.state.rerun !== undefined && !thread.live;
}

/** reach notes that a thread has come to the task from which on the run is on its own. */
export function reach(machine: Machine, open: OpenTask): void {
  if (isBegin(machine, open)) machine.thread.live = true;
}

function isBegin({ run }: Machine, open: OpenTask): boolean {
  const from = run.state.rerun?.from;
  return from !== undefined && keyOf(open) === keyOf(from);
}

/** childRerun is the rerun that the run which a task starts is to be, if any. */
export function childRerun(machine: Machine, open: OpenTask): ChildRerun | undefined {
  return isBegin(machine, open) ? machine.run.state.rerun?.child : undefined;
}

/** requireWhole refuses to ask the world for something with a secret that the earlier run's log does not hold. */
export function requireWhole({ run }: Machine, asked: unknown): void {
  if (run.state.rerun && hasRedacted(asked))
    throw fault(
      'configuration',
      'This holds a secret that was taken over from the log of an earlier run, where it is not: rerun from an earlier task',
    );
}

/**
 * takeOver ends a task as the earlier run did, its error included, without carrying it out; false where the run is on its
 * own: it has come to where it begins, or that run has no end of this task to show. Lists, functions, switches and raised errors are
 * carried out again, over what was taken over.
 */
export async function takeOver(machine: Machine, task: Task, open: OpenTask): Promise<boolean> {
  const { rerun } = machine.run.state;
  if (!rerun || !takesOver(machine) || !isTakenOver(open, task)) return false;
  const past = await machine.ports.past(rerun, open);
  if (!past || !isOver(past, rerun.fatal)) {
    machine.thread.live = true;
    return false;
  }
  // Its secrets are not in the log; a value that is only computed can be computed again.
  if (open.kind === 'set' && hasRedacted(past.output)) return false;
  machine.unsaved.set(keyOf(open), { ...past, position: open.position });
  if (past.error) throw new WorkflowFault(past.error);
  await goOn(machine, task, open, past.output ?? null);
  return true;
}

const takenOver: ReadonlySet<string> = new Set(['set', 'wait', 'call', 'emit', 'listen', 'run']);

function isTakenOver({ kind }: OpenTask, task: Task): boolean {
  return takenOver.has(kind) && !(kind === 'call' && callsFunctions(textOf(task['call'], '')));
}

function callsFunctions(call: string): boolean {
  const action = parseActionReference(call);
  return isDefinedFunction(call) || (action !== undefined && isCompensation(action));
}

function isOver({ status, reference }: TaskRecord, fatal: string | undefined): boolean {
  return status === 'completed' || (status === 'faulted' && reference !== fatal);
}
