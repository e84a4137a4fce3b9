import { entriesAt, pointerStep, type Task } from '../document.ts';
import { type Frame, mainThread, type OpenLeaf, type OpenTask, type Thread } from '../run-state.ts';
import { kindOf } from '../task-kinds.ts';
import { fault, WorkflowFault } from '../workflow-error.ts';
import { openCall, openEmit } from './calls.ts';
import { closeCompensation } from './compensations.ts';
import { transformInput, transformOutput } from './data-flow.ts';
import { deadlineOf } from './durations.ts';
import { wantsSave } from './effects.ts';
import { extensionsOf, openBefore, openNext } from './extensions.ts';
import { direct, finish } from './finish.ts';
import { joinBranch, openFork } from './forks.ts';
import { condition, openWait, runRaise, runSet, runSwitch } from './leaf-tasks.ts';
import { beginAttempt, nextIteration, openList } from './lists.ts';
import { closeItem, continueListen, openListen } from './listens.ts';
import { frameOf, joined, keyOf, type Machine, record, save, type Step, taskOf } from './machine.ts';
import { openRun } from './processes.ts';
import { continueAwaiting } from './reconnections.ts';
import { reach, takeOver } from './reruns.ts';
import { member } from './scope.ts';
import { plain } from './threads.ts';

const on: Step = { kind: 'on' };

/** step does the next thing of the machine's thread: go on with an open task, close a list, or enter the next task. */
export async function step(machine: Machine): Promise<Step> {
  const { thread, run } = machine;
  if (thread.open) return continueLeaf(machine, thread.open);
  if (run.state.position === 0 && thread.frames.length === 0) await beginRun(machine);
  const frame = thread.frames.at(-1);
  if (!frame) return endThread(machine, thread);
  const { attempt } = frame;
  if (attempt?.retryAt) {
    const until = new Date(attempt.retryAt);
    if (machine.ports.now() < until) return { kind: 'waits', until };
    if (frame.owner) await beginAttempt(machine, frame.owner, frame, attempt.count, attempt.startedAt);
  }
  const entries = entriesAt(run.document, frame.list);
  if (frame.next >= (frame.end ?? entries.length)) {
    await closeFrame(machine, frame);
    return on;
  }
  if (machine.held) return { kind: 'held' };
  if (machine.left === 0) return { kind: 'more' };
  const next = entries[frame.next]?.task ?? {};
  if (wantsSave(machine, next) && (await save(machine))) return { kind: 'held' };
  await enterTask(machine, frame, entries);
  return on;
}

async function beginRun(machine: Machine): Promise<void> {
  const { run, thread } = machine;
  machine.current = undefined;
  thread.data = await transformInput(machine, run.document, run.input);
  const deadline = await deadlineOf(machine, run.document['timeout']);
  if (deadline !== undefined) run.state.deadline = deadline;
  thread.frames.push(frameOf('/do', ''));
}

async function endThread(machine: Machine, thread: Thread): Promise<Step> {
  machine.current = undefined;
  if (thread.id !== mainThread) return joinBranch(machine, thread);
  const output = await transformOutput(machine, machine.run.document, thread.data);
  return { kind: 'ended', outcome: { kind: 'completed', output } };
}

async function enterTask(
  machine: Machine,
  frame: Frame,
  entries: readonly { name: string; task: Task }[],
): Promise<void> {
  const { thread, run, ports } = machine;
  const index = frame.next++;
  const { name, task } = entries[index] ?? { name: '', task: {} };
  machine.left--;
  const open = openTask(machine, frame, index, name, task);
  machine.current = open;
  reach(machine, open);
  if (run.state.position > ports.limits.tasks)
    throw fault('runtime', `A run may have ${ports.limits.tasks} tasks, iterations included`);
  if (typeof task['if'] === 'string' && !(await condition(machine, task['if'], open))) return;
  open.input = await transformInput(machine, task, thread.data, open);
  if (open.input !== thread.data) open.raw = thread.data;
  const deadline = await deadlineOf(machine, task['timeout'], open);
  if (deadline !== undefined) open.deadline = deadline;
  const extensions = await extensionsOf(machine, open);
  if (extensions.length > 0) open.extensions = extensions;
  if (!openBefore(machine, open)) await carryOut(machine, task, open);
}

function openTask(machine: Machine, frame: Frame, index: number, name: string, task: Task): OpenTask {
  const { thread, run, ports } = machine;
  const again = frame.visits[index] ?? 0;
  frame.visits[index] = again + 1;
  const step = pointerStep(name);
  // The members of `use.functions` have names in the place of indexes.
  const place = frame.role === 'function' ? step : `${index}/${step}`;
  const definition = `${frame.list}/${place}`;
  const reference = `${frame.reference ?? frame.list}/${place}`;
  return {
    reference,
    ...(definition === reference ? {} : { definition }),
    name,
    kind: kindOf(task) ?? 'do',
    iteration: again === 0 ? frame.iteration : joined(frame.iteration, `r${again}`),
    position: run.state.position++,
    startedAt: ports.now().toISOString(),
    input: thread.data,
  };
}

/** carryOut does what a task is there for, or begins it. */
async function carryOut(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  if (await takeOver(machine, task, open)) return;
  switch (open.kind) {
    case 'set':
      return finish(machine, task, open, await runSet(machine, task, open));
    case 'switch':
      return finish(machine, task, open, open.input, { then: await runSwitch(machine, task, open) });
    case 'raise':
      return runRaise(machine, task, open);
    case 'wait':
      return openWait(machine, task, open);
    case 'call':
      return openCall(machine, task, open);
    case 'emit':
      return openEmit(machine, task, open);
    case 'run':
      return openRun(machine, task, open);
    case 'listen':
      openListen(machine, open);
      return;
    case 'fork':
      openFork(machine, open);
      return;
    case 'do':
    case 'for':
    case 'try':
      return openList(machine, task, open);
  }
}

/** continueLeaf goes on with a task that was begun, perhaps in an earlier stretch of another process. */
async function continueLeaf(machine: Machine, open: OpenLeaf): Promise<Step> {
  const { thread, ports } = machine;
  machine.current = open;
  if (open.fork) return { kind: 'waits' };
  if (open.listen) return continueListen(machine, open, open.listen);
  if (open.child !== undefined) return continueChild(machine, open, open.child);
  const awaiting = continueAwaiting(machine, open);
  if (awaiting) return awaiting;
  if (open.until && !open.reconnect && ports.now() < new Date(open.until))
    return { kind: 'waits', until: new Date(open.until) };
  if (open.effect) return machine.held ? { kind: 'held' } : { kind: 'ready' };
  delete thread.open;
  await finish(machine, taskOf(machine, open), plain(open), open.input);
  return on;
}

async function continueChild(machine: Machine, open: OpenLeaf, id: string): Promise<Step> {
  const end = await machine.ports.children.end(id);
  if (!end) return { kind: 'waits', children: [id] };
  if (end.status === 'faulted') {
    const { instance: _, ...error } = end.error;
    throw new WorkflowFault(error);
  }
  if (end.status === 'cancelled') throw fault('runtime', `The workflow ${id} was cancelled`);
  delete machine.thread.open;
  const returns = open.effect?.kind === 'child' ? taskOf(machine, open)['run'] : undefined;
  const output = member(returns, 'return') === 'none' ? null : end.output;
  await finish(machine, taskOf(machine, open), plain(open), output);
  return on;
}

/** closeFrame ends a list: the loop's next iteration, or whatever follows on the task that the list belongs to. */
async function closeFrame(machine: Machine, frame: Frame): Promise<void> {
  const { thread } = machine;
  const { owner, attempt, extension } = frame;
  machine.current = owner;
  if (await nextIteration(machine, frame)) return;
  thread.frames.pop();
  if (!owner) return;
  const task = taskOf(machine, owner);
  if (extension && frame.role === 'after') {
    if (openNext(machine, owner, 'after', extension)) return;
    thread.data = extension.output ?? null;
    direct(machine, extension.then ?? 'continue');
    return;
  }
  if (extension) {
    const { extensions: _, ...bare } = owner;
    if (extension.exited) return finish(machine, task, bare, thread.data);
    if (openNext(machine, owner, 'before', extension)) return;
    thread.data = owner.input;
    return carryOut(machine, task, owner);
  }
  if (frame.undo) return closeCompensation(machine, task, owner, frame.undo);
  if (frame.role === 'foreach') return closeItem(machine, task, frame, owner);
  await finish(machine, task, owner, thread.data, attempt ? { attempt: attempt.count } : {});
}

/** logTry writes that an effect is asked for, and from now on counts as asked for. */
export function logTry(machine: Machine, open: OpenLeaf): void {
  // What needed its end user was not tried.
  if (!machine.fresh.delete(keyOf(open)) && !open.reconnect) open.attempt++;
  record(machine, open, 'running', { attempt: open.attempt });
}
