import { type OpenTask, type Thread } from '../run-state.ts';
import { entriesAt } from '../document.ts';
import { finish } from './finish.ts';
import { frameOf, type Machine, record, type Step, taskOf } from './machine.ts';
import { member } from './scope.ts';
import { cancelBranches, parentOf, plain } from './threads.ts';

/** openFork begins the branches of a fork, each a thread of its own. */
export function openFork(machine: Machine, open: OpenTask): void {
  const { run, thread } = machine;
  const list = `${open.definition ?? open.reference}/fork/branches`;
  const branches = entriesAt(run.document, list);
  const compete = member(taskOf(machine, open)['fork'], 'compete') === true;
  record(machine, open, 'running');
  thread.open = { ...open, attempt: 1, fork: { compete, outputs: branches.map(() => null) } };
  for (const branch of branches.keys()) {
    const frame = frameOf(list, open.iteration);
    frame.reference = `${open.reference}/fork/branches`;
    run.state.threads.push({
      id: `${thread.id}.${open.position}.${branch}`,
      parent: { thread: thread.id, branch },
      data: open.input,
      frames: [{ ...frame, next: branch, end: branch + 1 }],
      ...(thread.live ? { live: true as const } : {}),
      ...(thread.consumed ? { consumed: [...thread.consumed] } : {}),
    });
  }
}

/** joinBranch hands a branch's output to its fork, and ends the fork when that was the last, or the first of a race. */
export async function joinBranch(machine: Machine, branch: Thread): Promise<Step> {
  const { state } = machine.run;
  const parent = parentOf(machine, branch);
  const open = parent?.open;
  if (!parent || !open?.fork || !branch.parent) throw new Error(`the fork of branch ${branch.id} is gone`);
  state.threads = state.threads.filter(each => each !== branch);
  const { compete, outputs } = open.fork;
  outputs[branch.parent.branch] = { output: branch.data };
  if (branch.consumed) parent.consumed = union(parent.consumed, branch.consumed);
  if (branch.live) parent.live = true;
  machine.thread = parent;
  if (compete) cancelBranches(machine, parent);
  else if (outputs.some(each => each === null)) return { kind: 'on' };
  delete parent.open;
  machine.current = open;
  const output = compete ? branch.data : outputs.map(each => each?.output ?? null);
  await finish(machine, taskOf(machine, open), plain(open), output);
  return { kind: 'on' };
}

function union(left: readonly number[] = [], right: readonly number[] = []): number[] {
  return [...new Set([...left, ...right])];
}
