import { type Task } from './document.ts';

/** taskKinds are the kinds of task of DSL 1.0.3. `for` comes before `do`, which it has as well. */
export const taskKinds = [
  'call',
  'emit',
  'for',
  'fork',
  'listen',
  'raise',
  'run',
  'set',
  'switch',
  'try',
  'wait',
  'do',
] as const;

/** TaskKind is the member that says what a task does. */
export type TaskKind = (typeof taskKinds)[number];

/** kindOf tells a task's kind, or undefined when it has no member that says so. */
export function kindOf(task: Task): TaskKind | undefined {
  return taskKinds.find(kind => Object.hasOwn(task, kind));
}
