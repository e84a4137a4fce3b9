import { type Document } from '../document.ts';
import { type Expressions } from '../expression.ts';
import { type Json } from '../json.ts';
import {
  type ActionCall,
  type Frame,
  type OpenTask,
  type RunState,
  type TaskRecord,
  type TaskStatus,
} from '../run-state.ts';
import { type DslError } from '../workflow-error.ts';

/** Run is what the interpreter works on; `state` changes as it goes. */
export interface Run {
  executionId: string;
  document: Document;
  /** The workflow's raw input. */
  input: Json;
  startedAt: Date;
  state: RunState;
}

/** Schemas checks values against JSON Schemas, somewhere a pattern cannot stall the service. */
export interface Schemas {
  /** What is wrong with the value, one text each; none when it conforms. */
  problems(schema: Json, value: Json): Promise<string[]>;
  /** What is wrong with the schema itself, or undefined. */
  check(schema: Json): Promise<string | undefined>;
}

/** Actions performs provider actions. */
export interface Actions {
  /** The connection to use. Rejects as perform does. */
  connect(call: ActionCall, signal: AbortSignal): Promise<string>;
  /** The action's output. Rejects with WorkflowFault when it failed, TryAgainLater when nobody knows. */
  perform(call: ActionCall, signal: AbortSignal): Promise<Json>;
}

/** TryAgainLater says that an effect could not be asked for; the same call is to be repeated later. */
export class TryAgainLater extends Error {
  override name = 'TryAgainLater';
}

/** Limits bounds what one run may take. */
export interface Limits {
  /** Bytes of one task's output, or of `$context`, as JSON. */
  outputBytes: number;
  /** Tasks of one run, each iteration counted. */
  tasks: number;
  /** Tasks that one stretch carries out before it gives way. */
  stretch: number;
  /** Tasks without effects that may be unsaved: a crash repeats them. */
  unsaved: number;
  /** Repetitions of a call that nobody answered. */
  callAttempts: number;
}

/** Progress is what a checkpoint stores. */
export interface Progress {
  state: RunState;
  records: TaskRecord[];
}

/** Ports is what the interpreter needs of the world. */
export interface Ports {
  expressions: Expressions;
  schemas: Schemas;
  actions: Actions;
  limits: Limits;
  now(): Date;
  /** From 0 to 1, for jitter. */
  random(): number;
  /** Stores the progress; 'hold' when a person suspended the run meanwhile. */
  checkpoint(progress: Progress): Promise<'go' | 'hold'>;
  /** Aborted when the run was cancelled or belongs to another process. */
  signal: AbortSignal;
}

/** Outcome says why a stretch ended: the run did, or it waits, or it is held, or it only gives way. */
export type Outcome =
  | { kind: 'completed'; output: Json }
  | { kind: 'faulted'; error: DslError }
  | { kind: 'waiting'; until: Date }
  | { kind: 'held' }
  | { kind: 'more' };

/** Machine is one stretch of work on a run. */
export interface Machine {
  run: Run;
  ports: Ports;
  /** Task log lines that no checkpoint has stored yet, by reference and iteration. */
  unsaved: Map<string, TaskRecord>;
  /** Whether an effect's result waits to be stored. */
  precious: boolean;
  /** The task at work, whose reference an error gets. */
  current?: OpenTask | undefined;
}

/** record writes a line of the task log, replacing an earlier one of the same task and iteration. */
export function record(
  machine: Machine,
  task: OpenTask,
  status: TaskStatus,
  more: { output?: Json; error?: DslError; attempt?: number } = {},
): void {
  const ended = status === 'completed' || status === 'faulted';
  const { reference, iteration, position, startedAt, input } = task;
  machine.unsaved.set(`${reference} ${iteration}`, {
    reference,
    iteration,
    position,
    status,
    attempt: 1,
    startedAt,
    input,
    ...(ended ? { endedAt: machine.ports.now().toISOString() } : {}),
    ...more,
  });
}

/** save stores what is unsaved. */
export async function save(machine: Machine): Promise<'go' | 'hold'> {
  const records = [...machine.unsaved.values()];
  const answer = await machine.ports.checkpoint({ state: machine.run.state, records });
  machine.unsaved.clear();
  machine.precious = false;
  return answer;
}

/** frameOf makes the frame of a list of tasks. */
export function frameOf(list: string, iteration: string, owner?: OpenTask): Frame {
  return { list, next: 0, visits: {}, iteration, variables: {}, ...(owner ? { owner } : {}) };
}

/** joined appends a step to an iteration path. */
export function joined(iteration: string, step: string): string {
  return iteration === '' ? step : `${iteration}.${step}`;
}
