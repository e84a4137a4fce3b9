import { type Task } from './document.ts';

/** Kinds of task of DSL 1.0.3, and whether this runtime executes them yet. `for` and `try` come before `do`. */
const kinds = {
  call: true,
  emit: false,
  for: true,
  fork: false,
  listen: false,
  raise: true,
  run: false,
  set: true,
  switch: true,
  try: true,
  wait: true,
  do: true,
} as const;

/** TaskKind is the member that says what a task does. */
export type TaskKind = keyof typeof kinds;

/** kindOf tells a task's kind, or undefined when it has no member that says so. */
export function kindOf(task: Task): TaskKind | undefined {
  return (Object.keys(kinds) as TaskKind[]).find(kind => Object.hasOwn(task, kind));
}

/** isExecutable tells whether tasks of that kind run today; creation refuses the others. */
export function isExecutable(kind: TaskKind): boolean {
  return kinds[kind];
}
