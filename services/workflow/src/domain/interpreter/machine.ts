import { type Document, type Task, taskAt } from '../document.ts';
import { type Calls, type Scripts } from '../effects.ts';
import { type Expressions } from '../expression.ts';
import { type Json } from '../json.ts';
import { type Rerun, type TaskInstance } from '../rerun.ts';
import {
  type ActionCall,
  type ChildCall,
  type Frame,
  type OpenTask,
  type RunState,
  type TaskRecord,
  type TaskStatus,
  type Thread,
} from '../run-state.ts';
import { type ReceivedEvent, type TenantEvent } from '../tenant-event.ts';
import { type DslError, type WorkflowFault } from '../workflow-error.ts';

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
  /** The action's output. Rejects with WorkflowFault when it failed, TryAgainLater when nobody knows, NeedsConnection. */
  perform(call: ActionCall, signal: AbortSignal): Promise<Json>;
}

/** RunEvents is the workspace's events, for one run. */
export interface RunEvents {
  /** Resolves when the event will certainly be published; the same id twice is one event. */
  emit(event: TenantEvent): Promise<void>;
  /** Events that arrived after a position and after the run was accepted, in order; of these types only, if given. */
  after(position: number, types: readonly string[] | undefined, limit: number): Promise<ReceivedEvent[]>;
}

/** ChildEnd is how a run that another started has ended. */
export type ChildEnd =
  { status: 'completed'; output: Json } | { status: 'faulted'; error: DslError } | { status: 'cancelled' };

/** Children starts other workflows for one run. */
export interface Children {
  /** The `exe_…` of the child; the same key gives the same child. Rejects with WorkflowFault when there is no such workflow. */
  start(call: ChildCall): Promise<string>;
  /** How it ended, or undefined while it runs. */
  end(executionId: string): Promise<ChildEnd | undefined>;
}

/** TryAgainLater says that an effect could not be asked for; the same call is to be repeated later. */
export class TryAgainLater extends Error {
  override name = 'TryAgainLater';
}

/** NeedsConnection says that nothing was done, and nothing will be, until an end user authorises a connection again. */
export class NeedsConnection extends Error {
  override name = 'NeedsConnection';
  /** What it is where nobody waits for that. */
  readonly fault: WorkflowFault;
  /** What tells that it has happened, as reconnection.ts names it. */
  readonly names: readonly string[];

  constructor(fault: WorkflowFault, names: readonly string[]) {
    super(fault.message, { cause: fault });
    this.fault = fault;
    this.names = names;
  }
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
  /** Milliseconds that a task waits for a connection to be authorised again; 0 faults at once. */
  reconnectMs: number;
  /** Effects of one run at the same time; further branches of a fork wait for their turn. */
  parallel: number;
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
  calls: Calls;
  scripts: Scripts;
  events: RunEvents;
  children: Children;
  /** How the run that this one repeats carried out a task; undefined where it did not. */
  past(rerun: Rerun, task: TaskInstance): Promise<TaskRecord | undefined>;
  /** The secrets that the document names and the workspace has. */
  secrets: Readonly<Record<string, Json>>;
  limits: Limits;
  now(): Date;
  /** From 0 to 1, for jitter. */
  random(): number;
  /** Stores the progress; 'hold' when a person suspended the run meanwhile. */
  checkpoint(progress: Progress): Promise<'go' | 'hold'>;
  /** Aborted when the run was cancelled or belongs to another process. */
  signal: AbortSignal;
}

/** Wait is what a run waits for when nothing is left to do: any of these lets it go on. */
export interface Wait {
  /** A time. */
  until?: Date;
  /** An event of one of these types, or of any type. */
  events?: readonly string[] | 'any';
  /** A position in the workspace's events up to which all were looked at. */
  after?: number;
  /** The end of one of these runs. */
  children?: readonly string[];
}

/** Outcome says why a stretch ended: the run did, or it waits, or it is held, or it only gives way. */
export type Outcome =
  | { kind: 'completed'; output: Json }
  | { kind: 'faulted'; error: DslError }
  | ({ kind: 'waiting' } & Wait)
  | { kind: 'held' }
  | { kind: 'more' };

/** Machine is one stretch of work on a run. One thread at a time is worked on; only effects overlap. */
export interface Machine {
  run: Run;
  ports: Ports;
  thread: Thread;
  /** Task log lines that no checkpoint has stored yet, by reference and iteration. */
  unsaved: Map<string, TaskRecord>;
  /** Whether an effect's result waits to be stored. */
  precious: boolean;
  /** Tasks that may still begin in this stretch. */
  left: number;
  /** Somebody suspended the run: nothing new begins. */
  held: boolean;
  /** Open tasks of this stretch whose effect was not asked for yet, by reference and iteration. */
  fresh: Set<string>;
  /** Open tasks whose connection was found in this stretch to need its end user, by reference and iteration. */
  refused: Set<string>;
  /** The task at work, whose reference an error gets. */
  current?: OpenTask | undefined;
  /** What authenticated the call whose output is being transformed. */
  authorization?: Json | undefined;
}

/** Step is what one step of a thread came to. */
export type Step =
  /** It went on, and may go on. */
  | { kind: 'on' }
  /** Its effect is ready to be asked for. */
  | { kind: 'ready' }
  | ({ kind: 'waits' } & Wait)
  /** No task may begin in this stretch any more. */
  | { kind: 'more' }
  | { kind: 'held' }
  | { kind: 'ended'; outcome: Outcome };

/** taskOf is the definition of an open task. */
export function taskOf({ run }: Machine, open: OpenTask): Task {
  return taskAt(run.document, open.definition ?? open.reference);
}

/** keyOf names a task of a run: the same in every attempt and every replay. */
export function keyOf({ reference, iteration }: Pick<OpenTask, 'reference' | 'iteration'>): string {
  return `${reference} ${iteration}`;
}

/** record writes a line of the task log, replacing an earlier one of the same task and iteration. */
export function record(
  machine: Machine,
  task: OpenTask,
  status: TaskStatus,
  more: { output?: Json; error?: DslError; attempt?: number } = {},
): void {
  const ended = status !== 'running' && status !== 'waiting';
  const { reference, iteration, position, startedAt, input } = task;
  machine.unsaved.set(keyOf(task), {
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

/** save stores what is unsaved, and tells whether the machine is held: a person suspended the run. */
export async function save(machine: Machine): Promise<boolean> {
  const records = [...machine.unsaved.values()];
  const answer = await machine.ports.checkpoint({ state: machine.run.state, records });
  machine.unsaved.clear();
  machine.precious = false;
  machine.held ||= answer === 'hold';
  return machine.held;
}

/** frameOf makes the frame of a list of tasks. */
export function frameOf(list: string, iteration: string, owner?: OpenTask): Frame {
  return { list, next: 0, visits: {}, iteration, variables: {}, ...(owner ? { owner } : {}) };
}

/** joined appends a step to an iteration path. */
export function joined(iteration: string, step: string): string {
  return iteration === '' ? step : `${iteration}.${step}`;
}
