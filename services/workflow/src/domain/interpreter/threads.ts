import { type OpenLeaf, type OpenTask, type Thread } from '../run-state.ts';
import { type Machine, record } from './machine.ts';

/** parentOf is the thread whose fork a branch belongs to. */
export function parentOf({ run }: Machine, { parent }: Thread): Thread | undefined {
  return run.state.threads.find(each => each.id === parent?.thread);
}

/** cancelBranches ends whatever branches a thread's fork still has, and theirs. */
export function cancelBranches(machine: Machine, parent: Thread): void {
  const { state } = machine.run;
  for (const branch of state.threads.filter(each => each.parent?.thread === parent.id)) {
    cancelBranches(machine, branch);
    cancelTasks(machine, branch);
    state.threads = state.threads.filter(each => each !== branch);
  }
}

/** cancelTasks logs the end of what a thread has open. */
export function cancelTasks(machine: Machine, { open, frames }: Pick<Thread, 'open' | 'frames'>): void {
  if (open) record(machine, open, 'cancelled', { attempt: open.attempt });
  for (const { owner } of frames) if (owner) record(machine, owner, 'cancelled');
}

/** plain is an open task without what made it a leaf. */
export function plain(open: OpenLeaf): OpenTask {
  const {
    attempt: _a,
    until: _u,
    effect: _e,
    fork: _f,
    listen: _l,
    child: _c,
    reconnect: _r,
    ...task
  } = open;
  return task;
}
