import { type OpenTask, type Thread } from '../run-state.ts';
import { fault, type WorkflowFault } from '../workflow-error.ts';
import { type Machine } from './machine.ts';

/** Deadline is a time after which something of a run is to be interrupted. */
export interface Deadline {
  at: Date;
  /** The thread in which it stands; absent for the run's own. */
  thread?: Thread;
  /** How many of the thread's frames go on. */
  keep: number;
  /** The task that times out; absent for a `try` whose attempt does. */
  task?: OpenTask;
}

/** deadlinesOf lists what can time out now; of one thread, the outermost first. */
export function deadlinesOf({ run: { state } }: Machine): Deadline[] {
  const found: Deadline[] = state.deadline ? [{ at: new Date(state.deadline), keep: 0 }] : [];
  for (const thread of state.threads) {
    for (const [keep, { owner, attempt }] of thread.frames.entries()) {
      if (owner?.deadline) found.push({ at: new Date(owner.deadline), thread, keep, task: owner });
      if (attempt?.deadline) found.push({ at: new Date(attempt.deadline), thread, keep: keep + 1 });
    }
    const { open } = thread;
    if (open?.deadline)
      found.push({ at: new Date(open.deadline), thread, keep: thread.frames.length, task: open });
  }
  return found;
}

/** timedOut is the error of what did not end in time. */
export function timedOut(what: 'workflow' | 'task' | 'attempt'): WorkflowFault {
  return fault('timeout', `The ${what} did not end within its timeout`);
}
