import { at, entryOf, pointerStep, type Task, type TaskList } from '../document.ts';
import { bareExpression, evaluate } from '../expression.ts';
import { type Json, type JsonObject } from '../json.ts';
import { type Frame, type OpenLeaf, type OpenTask, type TaskRecord } from '../run-state.ts';
import { kindOf } from '../task-kinds.ts';
import { fault, WorkflowFault } from '../workflow-error.ts';
import { exportContext, transformInput, transformOutput } from './data-flow.ts';
import { handleFault } from './faults.ts';
import { condition, openCall, openWait, runRaise, runSet, runSwitch } from './leaf-tasks.ts';
import {
  frameOf,
  joined,
  type Machine,
  type Outcome,
  type Ports,
  record,
  type Run,
  save,
  TryAgainLater,
} from './machine.ts';
import { scopeOf, truthy } from './scope.ts';

/** Stretch is what one call of interpret ended with: an outcome, and task log lines not stored yet. */
export interface Stretch {
  outcome: Outcome;
  records: TaskRecord[];
}

/**
 * interpret carries a run on from its state until it ends, has to wait, or has done enough for one turn. It
 * stores a checkpoint before every effect and after it, and at the latest after `limits.unsaved` tasks;
 * what is not stored yet is returned, to be stored together with the outcome.
 */
export async function interpret(run: Run, ports: Ports): Promise<Stretch> {
  const machine: Machine = { run, ports, unsaved: new Map(), precious: false };
  let left = ports.limits.stretch;
  for (;;) {
    let outcome: Outcome | 'task' | undefined;
    try {
      outcome = await step(machine, left);
      if (outcome === 'task') left--;
    } catch (problem) {
      if (!(problem instanceof WorkflowFault)) throw problem;
      const error = await handleFault(machine, problem.error);
      if (error) outcome = { kind: 'faulted', error };
    }
    if (outcome !== undefined && outcome !== 'task')
      return { outcome, records: [...machine.unsaved.values()] };
  }
}

/** step does the next thing: go on with an open task, close a list, or enter the next task. */
async function step(machine: Machine, left: number): Promise<Outcome | 'task' | undefined> {
  const { run, ports } = machine;
  const { state } = run;
  if (state.open) return continueLeaf(machine, state.open);
  if (state.frames.length === 0 && state.position === 0) {
    machine.current = undefined;
    state.data = await transformInput(machine, run.document, run.input);
    state.frames.push(frameOf('/do', ''));
  }
  const frame = state.frames.at(-1);
  if (!frame) {
    machine.current = undefined;
    return { kind: 'completed', output: await transformOutput(machine, run.document, state.data) };
  }
  if (frame.attempt?.retryAt) {
    const until = new Date(frame.attempt.retryAt);
    if (ports.now() < until) return { kind: 'waiting', until };
    delete frame.attempt.retryAt;
  }
  const list = frame.list === '' ? [] : ((at(run.document, frame.list) ?? []) as TaskList);
  if (frame.next >= list.length) {
    await closeFrame(machine, frame);
    return undefined;
  }
  if (left === 0) return { kind: 'more' };
  if (machine.precious || machine.unsaved.size >= ports.limits.unsaved) {
    if ((await save(machine)) === 'hold') return { kind: 'held' };
  }
  return enterTask(machine, frame, list);
}

async function enterTask(
  machine: Machine,
  frame: Frame,
  list: TaskList,
): Promise<Outcome | 'task' | undefined> {
  const { state } = machine.run;
  const index = frame.next++;
  const { name, task } = entryOf(list[index]);
  const again = frame.visits[index] ?? 0;
  frame.visits[index] = again + 1;
  const open: OpenTask = {
    reference: `${frame.list}/${index}/${pointerStep(name)}`,
    name,
    kind: kindOf(task) ?? 'do',
    iteration: again === 0 ? frame.iteration : joined(frame.iteration, `r${again}`),
    position: state.position++,
    startedAt: machine.ports.now().toISOString(),
    input: state.data,
  };
  machine.current = open;
  if (state.position > machine.ports.limits.tasks) {
    throw fault('runtime', `A run may have ${machine.ports.limits.tasks} tasks, iterations included`);
  }
  if (typeof task['if'] === 'string' && !(await condition(machine, task['if'], open))) return 'task';
  open.input = await transformInput(machine, task, state.data, open);
  switch (open.kind) {
    case 'set':
      await finish(machine, task, open, await runSet(machine, task, open));
      return 'task';
    case 'switch': {
      const then = await runSwitch(machine, task, open);
      await finish(machine, task, open, open.input, { then });
      return 'task';
    }
    case 'raise':
      return runRaise(machine, task, open);
    case 'wait':
      state.open = openWait(machine, task, open);
      record(machine, open, 'waiting');
      return continueLeaf(machine, state.open);
    case 'call': {
      state.open = await openCall(machine, task, open);
      record(machine, open, 'running');
      return perform(machine, task, state.open);
    }
    case 'do':
    case 'for':
    case 'try':
      await openList(machine, task, open);
      return 'task';
    default:
      throw fault('configuration', `This runtime does not execute '${open.kind}' tasks yet`);
  }
}

/** continueLeaf goes on with a wait or a call that an earlier stretch, perhaps of another process, began. */
async function continueLeaf(machine: Machine, open: OpenLeaf): Promise<Outcome | 'task' | undefined> {
  machine.current = open;
  const task = at(machine.run.document, open.reference) as Task;
  if (open.until && machine.ports.now() < new Date(open.until))
    return { kind: 'waiting', until: new Date(open.until) };
  if (!open.call) {
    delete machine.run.state.open;
    await finish(machine, task, open, open.input);
    return 'task';
  }
  open.attempt++;
  record(machine, open, 'running', { attempt: open.attempt });
  return perform(machine, task, open);
}

/** perform makes a call, after a checkpoint that says so: whoever goes on from there knows that it may have been made. */
async function perform(machine: Machine, task: Task, open: OpenLeaf): Promise<Outcome | 'task'> {
  const { ports, run } = machine;
  if (!open.call) throw new Error('only calls are performed');
  delete open.until;
  let output: Json;
  try {
    if (open.call.connectionId === undefined) {
      open.call.connectionId = await ports.actions.connect(open.call, ports.signal);
      if ((await save(machine)) === 'hold') return { kind: 'held' };
    }
    output = await ports.actions.perform(open.call, ports.signal);
  } catch (problem) {
    if (!(problem instanceof TryAgainLater)) throw problem;
    if (open.attempt >= ports.limits.callAttempts)
      throw fault('communication', problem.message, 503, problem);
    const until = new Date(ports.now().getTime() + Math.min(1000 * 2 ** (open.attempt - 1), 60_000));
    open.until = until.toISOString();
    record(machine, open, 'waiting', { attempt: open.attempt });
    return { kind: 'waiting', until };
  }
  delete run.state.open;
  machine.precious = true;
  await finish(machine, task, open, output, { attempt: open.attempt });
  return 'task';
}

async function openList(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  const { state } = machine.run;
  record(machine, open, 'running');
  const frame = frameOf(`${open.reference}/${open.kind === 'try' ? 'try' : 'do'}`, open.iteration, open);
  if (open.kind === 'try') frame.attempt = { count: 1, startedAt: open.startedAt };
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
  state.data = open.input;
  state.frames.push(frame);
}

/** closeFrame ends a list: the loop's next iteration, or the end of the task that the list belongs to. */
async function closeFrame(machine: Machine, frame: Frame): Promise<void> {
  const { state, document } = machine.run;
  const { owner, loop } = frame;
  machine.current = owner;
  const task = owner ? (at(document, owner.reference) as Task) : {};
  if (owner && loop && (await nextIteration(machine, frame, task, owner))) return;
  state.frames.pop();
  if (owner)
    await finish(machine, task, owner, state.data, frame.attempt ? { attempt: frame.attempt.count } : {});
}

async function nextIteration(machine: Machine, frame: Frame, task: Task, owner: OpenTask): Promise<boolean> {
  const { loop } = frame;
  if (!loop || loop.index + 1 >= loop.items.length) return false;
  loop.index++;
  const names = task['for'] as JsonObject;
  frame.variables = {
    [typeof names['each'] === 'string' ? names['each'] : 'item']: loop.items[loop.index] ?? null,
    [typeof names['at'] === 'string' ? names['at'] : 'index']: loop.index,
  };
  const { data } = machine.run.state;
  if (typeof task['while'] === 'string') {
    const variables = scopeOf(machine, owner);
    if (!truthy(await evaluate(machine.ports.expressions, bareExpression(task['while']), data, variables)))
      return false;
  }
  frame.next = 0;
  frame.visits = {};
  frame.iteration = joined(owner.iteration, String(loop.index));
  return true;
}

/** finish ends a task: its output, what it exports, and where the flow goes. */
async function finish(
  machine: Machine,
  task: Task,
  open: OpenTask,
  raw: Json,
  { then, attempt }: { then?: string | undefined; attempt?: number } = {},
): Promise<void> {
  const { state } = machine.run;
  const output = await transformOutput(machine, task, raw, open);
  await exportContext(machine, task, output, open);
  record(machine, open, 'completed', { output, ...(attempt === undefined ? {} : { attempt }) });
  state.data = output;
  machine.current = undefined;
  direct(machine, then ?? (typeof task['then'] === 'string' ? task['then'] : 'continue'));
}

function direct(machine: Machine, then: string): void {
  const { state, document } = machine.run;
  const frame = state.frames.at(-1);
  if (then === 'continue' || !frame) return;
  if (then === 'end') {
    for (const { owner } of state.frames)
      if (owner) record(machine, owner, 'completed', { output: state.data });
    state.frames = [];
    return;
  }
  const list = (at(document, frame.list) ?? []) as TaskList;
  const target = list.findIndex(entry => entryOf(entry).name === then);
  frame.next = then === 'exit' || target < 0 ? list.length : target;
}
