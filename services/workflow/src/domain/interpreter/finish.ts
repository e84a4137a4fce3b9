import { entriesAt, type Task } from '../document.ts';
import { type Json } from '../json.ts';
import { compensationOf } from '../own-functions.ts';
import { type OpenTask } from '../run-state.ts';
import { exportContext, transformOutput } from './data-flow.ts';
import { openAfter } from './extensions.ts';
import { keyOf, type Machine, record } from './machine.ts';
import { cancelTasks, parentOf } from './threads.ts';

/** finish ends a task: its output, what it exports, and where the flow goes. */
export async function finish(
  machine: Machine,
  task: Task,
  open: OpenTask,
  raw: Json,
  { then, attempt }: { then?: string | undefined; attempt?: number } = {},
): Promise<void> {
  const output = await transformOutput(machine, task, raw, open);
  record(machine, open, 'completed', { output, ...(attempt === undefined ? {} : { attempt }) });
  await goOn(machine, task, open, output, then);
}

/** goOn does what follows on a task's output: what the task exports, and where the flow goes. */
export async function goOn(
  machine: Machine,
  task: Task,
  open: OpenTask,
  output: Json,
  then?: string,
): Promise<void> {
  await exportContext(machine, task, output, open);
  noteCompensation(machine, task, open, output);
  machine.thread.data = output;
  machine.current = undefined;
  machine.authorization = undefined;
  const directive = then ?? (typeof task['then'] === 'string' ? task['then'] : 'continue');
  if (!openAfter(machine, open, directive, output)) direct(machine, directive);
}

/** noteCompensation remembers how to undo a task that has ended well; one that is done again is undone once. */
function noteCompensation({ run }: Machine, task: Task, open: OpenTask, output: Json): void {
  const name = compensationOf(task);
  if (typeof name !== 'string') return;
  const { reference, iteration, position, input } = open;
  const others = (run.state.compensations ?? []).filter(each => keyOf(each) !== keyOf(open));
  run.state.compensations = [...others, { function: name, reference, iteration, position, input, output }];
}

/** direct goes where a flow directive says. */
export function direct(machine: Machine, then: string): void {
  const { thread, run } = machine;
  const frame = thread.frames.at(-1);
  if (then === 'end') {
    endRun(machine);
    return;
  }
  if (then === 'continue' || !frame) return;
  const entries = entriesAt(run.document, frame.list);
  const target = entries.findIndex(entry => entry.name === then);
  if (then === 'exit' && frame.extension) frame.extension.exited = true;
  frame.next = then === 'exit' || target < 0 ? entries.length : target;
}

/** endRun ends the whole run with the thread's data, whatever else is under way. */
function endRun(machine: Machine): void {
  const { thread, run } = machine;
  const { state } = run;
  const [main] = state.threads;
  if (!main) throw new Error('a run has a thread');
  const own = new Set<object>();
  for (let at: typeof main | undefined = thread; at; at = parentOf(machine, at)) {
    own.add(at);
    for (const { owner } of at.frames)
      if (owner) record(machine, owner, 'completed', { output: thread.data });
    if (at.open) record(machine, at.open, 'completed', { output: thread.data });
  }
  for (const other of state.threads) if (!own.has(other)) cancelTasks(machine, other);
  main.data = thread.data;
  main.frames = [];
  delete main.open;
  state.threads = [main];
  machine.thread = main;
}
