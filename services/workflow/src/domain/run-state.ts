import { type ProtocolCall, type ScriptCall } from './effects.ts';
import { type Json, type JsonObject } from './json.ts';
import { type ChildRerun, type Rerun, type TaskInstance } from './rerun.ts';
import { type TaskKind } from './task-kinds.ts';
import { type TenantEvent } from './tenant-event.ts';
import { type DslError } from './workflow-error.ts';

/**
 * RunState is everything that a run needs to go on after its process is gone. It is stored as JSON after
 * every stretch of tasks, so members may be added, but none may change its meaning (upgradeState reads older formats).
 */
export interface RunState {
  format: 2;
  /** `$context`: what tasks have exported. */
  context: Json;
  /** Tasks begun so far; orders the task log. */
  position: number;
  /** When the run as a whole times out. RFC 3339 UTC. */
  deadline?: string;
  /** Until a thread has come to where it begins, it takes over what that run's log says. */
  rerun?: Rerun;
  /** How to undo what has ended well, in that order. */
  compensations?: Compensation[];
  /** Known to this run alone: what its marks in place of secrets are told by. */
  seal?: string;
  /** The workflow's own thread first, then one for each branch of a fork that is not done. */
  threads: Thread[];
}

/** Thread is one line of tasks, one after the other. */
export interface Thread {
  id: string;
  /** The thread whose fork it is a branch of; absent for the workflow's own. */
  parent?: { thread: string; branch: number };
  /** Input of the next task, which is the output of the one before. */
  data: Json;
  /** Lists of tasks being carried out, the outermost first. */
  frames: Frame[];
  /** The task that was begun and has not ended: an effect that may have happened, a wait, or a fork. */
  open?: OpenLeaf;
  /** Positions of the workspace's events that listens of this thread have consumed. */
  consumed?: number[];
  /** In a rerun: this thread is past where it begins, and takes nothing over any more. */
  live?: true;
}

/** Compensation is a task that has ended well, and the function of `use.functions` that undoes it. */
export interface Compensation extends TaskInstance {
  function: string;
  position: number;
  input: Json;
  output: Json;
}

/** FrameRole says what follows when a frame's list is done; without one, the task that it belongs to ends. */
export type FrameRole = 'function' | 'before' | 'after' | 'foreach';

/** Frame is one list of tasks being carried out. */
export interface Frame {
  /** JSON pointer of the list, as `/do/1/loop/do`; empty for no tasks. */
  list: string;
  /** Reference of the list, where that is not its pointer: functions are defined elsewhere than they are called. */
  reference?: string;
  /** Index of the next task in it. */
  next: number;
  /** Index after the last one; absent for the whole list. */
  end?: number;
  /** How often each task was entered, by index: a task that `then` returns to is another iteration. */
  visits: Record<string, number>;
  /** Iteration path of the tasks in it: indexes of the loops around, `rN` for the Nth return to a task. */
  iteration: string;
  /** Variables that it brings into scope: a loop's item and index, a catch's error. */
  variables: JsonObject;
  /** The task that the list belongs to; absent for the workflow itself and for branches. */
  owner?: OpenTask;
  role?: FrameRole;
  loop?: { items: Json[]; index: number };
  /** Present while the `try` list runs, absent in its `catch`. */
  attempt?: { count: number; startedAt: string; retryAt?: string; deadline?: string };
  extension?: ExtensionState;
  /** The listen that waits for its item to be dealt with. */
  listen?: ListenState;
  /** What the function undoes, and what was undone before it. */
  undo?: { of: Compensation; done: TaskInstance[] };
}

/** ExtensionState says which extensions of a task are still to run, and how it then goes on. */
export interface ExtensionState {
  /** Indexes in `use.extensions`. */
  left: number[];
  /** All that apply to the task. */
  all: number[];
  /** After the task: where its flow goes, and its output. */
  then?: string;
  output?: Json;
  /** `exit` was said before the task: it does not run. */
  exited?: boolean;
}

/** OpenTask is a task that has begun. */
export interface OpenTask {
  reference: string;
  /** JSON pointer of its definition, where that is not its reference. */
  definition?: string;
  name: string;
  kind: TaskKind;
  iteration: string;
  position: number;
  /** RFC 3339 UTC. */
  startedAt: string;
  /** After `input.from`. */
  input: Json;
  /** Before `input.from`, where that changed it. */
  raw?: Json;
  /** When it times out. RFC 3339 UTC. */
  deadline?: string;
  /** Indexes in `use.extensions` that apply to it. */
  extensions?: number[];
}

/** OpenLeaf is an open task that outlives a crash. */
export interface OpenLeaf extends OpenTask {
  /** How often it was tried, from 1. */
  attempt: number;
  /** For a wait: its end. For an effect: not to be tried before. RFC 3339 UTC. */
  until?: string;
  effect?: Effect;
  fork?: ForkState;
  listen?: ListenState;
  /** `exe_…` of the run that it waits for. */
  child?: string;
  /** For an action whose connection needs its end user: what it waits for, since when, and how often it looked. */
  reconnect?: { names: readonly string[]; since: string; looks: number };
}

/** Effect is what a task asks of the world, evaluated: a repetition asks exactly the same. */
export type Effect =
  | { kind: 'action'; call: ActionCall }
  | { kind: 'call'; call: ProtocolCall }
  | { kind: 'emit'; event: TenantEvent }
  | { kind: 'script'; script: ScriptCall; returns: ProcessReturn; await: boolean }
  | { kind: 'child'; child: ChildCall; await: boolean };

/** ProcessReturn is the specification's `return` of a run task. */
export type ProcessReturn = 'stdout' | 'stderr' | 'code' | 'all' | 'none';

/** ActionCall is a provider action. */
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

/** ChildCall is another workflow that a run starts. */
export interface ChildCall {
  namespace: string;
  name: string;
  /** A version, or `latest`. */
  version: string;
  input: Json;
  idempotencyKey: string;
  rerun?: ChildRerun;
}

/** ForkState is what the branches of a fork have given so far. */
export interface ForkState {
  compete: boolean;
  /** By branch; absent members are not done. */
  outputs: ({ output: Json } | null)[];
}

/** ListenState is what a listen has consumed so far. */
export interface ListenState {
  /** Position of the newest event that it has looked at. */
  after: number;
  /** What it gives: one member for each event that it consumed. */
  items: Json[];
  /** Filters of `all` that were met, by index. */
  met: number[];
  /** The same of an `until` that is a strategy of its own. */
  untilMet: number[];
  /** Correlation keys that are known. */
  correlations: JsonObject;
  /** Of an AsyncAPI subscription: the type of the events that are its messages, and when it ends. RFC 3339 UTC. */
  channel?: string;
  until?: string;
  /** Set when it has all that it waited for. */
  done?: boolean;
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

/** The id of the workflow's own thread. */
export const mainThread = '0';

/** initialState is the state before the first task. */
export function initialState(input: Json, rerun?: Rerun): RunState {
  return {
    format: 2,
    context: {},
    position: 0,
    threads: [{ id: mainThread, data: input, frames: [] }],
    ...(rerun?.from ? { rerun } : {}),
  };
}

interface RunStateV1 {
  format: 1;
  context: Json;
  data: Json;
  frames: Frame[];
  position: number;
  open?: Omit<OpenLeaf, 'effect'> & { call?: ActionCall };
}

/** upgradeState reads a stored state of whatever format. */
export function upgradeState(stored: RunState | RunStateV1): RunState {
  if (stored.format === 2) return stored;
  const { context, position, data, frames, open } = stored;
  const thread: Thread = { id: mainThread, data, frames };
  if (open) {
    const { call, ...leaf } = open;
    thread.open = call ? { ...leaf, effect: { kind: 'action', call } } : leaf;
  }
  return { format: 2, context, position, threads: [thread] };
}
