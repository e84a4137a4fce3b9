import { type Json, type JsonObject } from './json.ts';
import { type TaskKind } from './task-kinds.ts';
import { type DslError } from './workflow-error.ts';

/**
 * RunState is everything that a run needs to go on after its process is gone. It is stored as JSON after
 * every stretch of tasks, so members may be added, but none may change its meaning.
 */
export interface RunState {
  format: 1;
  /** `$context`: what tasks have exported. */
  context: Json;
  /** Input of the next task, which is the output of the one before. */
  data: Json;
  /** Lists of tasks being carried out, the workflow's own first, the innermost last. */
  frames: Frame[];
  /** Tasks begun so far; orders the task log. */
  position: number;
  /** The task that was begun and has not ended: a call that may have reached its provider, or a wait. */
  open?: OpenLeaf;
}

/** Frame is one list of tasks being carried out. */
export interface Frame {
  /** JSON pointer of the list, as `/do/1/loop/do`. */
  list: string;
  /** Index of the next task in it. */
  next: number;
  /** How often each task was entered, by index: a task that `then` returns to is another iteration. */
  visits: Record<string, number>;
  /** Iteration path of the tasks in it: indexes of the loops around, `rN` for the Nth return to a task. */
  iteration: string;
  /** Variables that it brings into scope: a loop's item and index, a catch's error. */
  variables: JsonObject;
  /** The task that the list belongs to; absent for the workflow itself. */
  owner?: OpenTask;
  loop?: { items: Json[]; index: number };
  /** Present while the `try` list runs, absent in its `catch`. */
  attempt?: { count: number; startedAt: string; retryAt?: string };
}

/** OpenTask is a task that has begun. */
export interface OpenTask {
  reference: string;
  name: string;
  kind: TaskKind;
  iteration: string;
  position: number;
  /** RFC 3339 UTC. */
  startedAt: string;
  /** After `input.from`. */
  input: Json;
}

/** OpenLeaf is an open task without tasks of its own that outlives a crash. */
export interface OpenLeaf extends OpenTask {
  /** How often it was tried, from 1. */
  attempt: number;
  /** For a wait: its end. For a call: not to be tried before. RFC 3339 UTC. */
  until?: string;
  call?: ActionCall;
}

/** ActionCall is a provider action with its input evaluated: a repetition sends exactly the same. */
export interface ActionCall {
  provider: string;
  action: string;
  version: string;
  input: Json;
  /** The same for every attempt and every replay. */
  idempotencyKey: string;
  /** `con_…`; absent until it was found out, then always the same. */
  connectionId?: string;
}

/** TaskStatus is a task's phase as the DSL names it. */
export type TaskStatus = 'running' | 'waiting' | 'completed' | 'faulted' | 'cancelled';

/** TaskRecord is one line of the task log; (reference, iteration) is unique in a run. */
export interface TaskRecord {
  reference: string;
  iteration: string;
  position: number;
  status: TaskStatus;
  /** From 1. */
  attempt: number;
  startedAt: string;
  endedAt?: string;
  input: Json;
  output?: Json;
  error?: DslError;
}

/** initialState is the state before the first task. */
export function initialState(input: Json): RunState {
  return { format: 1, context: {}, data: input, frames: [], position: 0 };
}
