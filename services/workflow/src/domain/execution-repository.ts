import { type Execution, type ExecutionStatus, type Transition } from './execution.ts';
import { type Progress, type Wait } from './interpreter/machine.ts';
import { type Json } from './json.ts';
import { type TaskInstance } from './rerun.ts';
import { type RunState, type TaskRecord, type TaskStatus } from './run-state.ts';
import { type DslError } from './workflow-error.ts';
import { type Page } from './workflow.ts';

/** ExecutionFilter narrows a list of runs. */
export interface ExecutionFilter {
  workflowId?: string;
  status?: ExecutionStatus;
  endUserId?: string;
  /** Accepted then or later. */
  from?: Date;
  /** Accepted before then. */
  to?: Date;
}

/** TaskPage asks for a part of a task log, in start order; `after` is the last position of the page before. */
export interface TaskPage {
  limit: number;
  after?: number;
}

/** TaskSummary is what became of one task of a document in a run, all iterations together. */
export interface TaskSummary {
  reference: string;
  /** Iterations begun. */
  times: number;
  /** Of the iteration that began last; running or waiting where any is. */
  status: TaskStatus;
}

/** LoggedTask names a task of a run, and perhaps one time of several that it was carried out. */
export type LoggedTask = Pick<TaskInstance, 'reference'> & Partial<TaskInstance>;

/** ExecutionRepository keeps runs and their task logs for those who look at them and control them. */
export interface ExecutionRepository {
  /** Stores a pending run; when its idempotency key is known, gives that earlier run and stores nothing. */
  insert(execution: Execution): Promise<{ execution: Execution; isNew: boolean }>;
  find(workspaceId: string, id: string): Promise<Execution | undefined>;
  list(workspaceId: string, filter: ExecutionFilter, page: Page): Promise<Execution[]>;
  /** Undefined when there is no such run. */
  tasks(workspaceId: string, id: string, page: TaskPage): Promise<TaskRecord[] | undefined>;
  /** What became of each task, however often it ran. */
  summary(workspaceId: string, id: string): Promise<TaskSummary[]>;
  /** A line of the task log, of the last iteration unless one is named. */
  task(workspaceId: string, id: string, task: LoggedTask): Promise<TaskRecord | undefined>;
  /**
   * Lets `decide` look at a run that nobody else changes meanwhile, and stores what it decides together with
   * the event that tells of it. Undefined when there is no such run.
   */
  transition(
    workspaceId: string,
    id: string,
    decide: (execution: Execution) => Transition | undefined,
  ): Promise<Execution | undefined>;
}

/** Claim answers whoever wants to carry a run on. */
export type Claim =
  | {
      kind: 'claimed';
      execution: Execution;
      state?: RunState;
      epoch: number;
      /** Whether the engine was ever told of it. */
      told: boolean;
    }
  /** Another process is at it until then, unless it renews. */
  | { kind: 'busy'; until: Date }
  | { kind: 'waiting'; until: Date }
  | { kind: 'suspended' }
  | { kind: 'ended' };

/** Lease is the right to carry a run on; whoever claims it later ends it. */
export interface Lease {
  id: string;
  epoch: number;
}

/** Ending is how a run ends. */
export type Ending = { status: 'completed'; output: Json } | { status: 'faulted'; error: DslError };

/** CheckWhere narrows runs to those that go on in a process, or to those about which the engine is asked. */
export type CheckWhere = 'here' | 'engine';

/** EngineCheck is a run about which the engine is to be asked. */
export interface EngineCheck {
  id: string;
  workspaceId: string;
  /** The run that started it. */
  parentId?: string;
  status: ExecutionStatus;
  /** Whether the engine was ever told of it. */
  scheduled: boolean;
  /** Whether a process holds it right now. */
  leased: boolean;
  /** Whether there is nothing to do before a time that is still to come. */
  sleeps: boolean;
}

/**
 * RunRepository is what the engine needs of runs. Every write names the lease; of a lease that was lost,
 * nothing is written.
 */
export interface RunRepository {
  /** Takes a run up for `leaseMs`; the first time, it becomes running, and `started` is told. */
  claim(id: string, owner: string, leaseMs: number): Promise<Claim>;
  /** False when the lease was lost, or the run was ended by a person. */
  renew(lease: Lease, leaseMs: number): Promise<boolean>;
  checkpoint(lease: Lease, progress: Progress): Promise<'go' | 'hold' | 'lost'>;
  /**
   * Stores progress and gives the lease back; the run then waits for what is given. One that waits for a time counts as
   * told to the engine, and whoever pauses it tells; not so where the time is `near`.
   */
  pause(
    lease: Lease,
    progress: Progress,
    wait?: Pick<Wait, 'until' | 'events' | 'children'> & { near?: boolean },
  ): Promise<'go' | 'hold' | 'lost'>;
  /** A waiting run need not wait any longer; false when it does not wait. */
  wake(id: string): Promise<boolean>;
  /** Stores the end of a run, the rest of its task log, and the event that tells of it; a parent that waits is woken. */
  end(lease: Lease, ending: Ending, records: TaskRecord[]): Promise<boolean>;
  /** Runs whose time to be looked after has come; nobody else gets them for `holdMs`. */
  dueForEngine(limit: number, holdMs: number, where?: CheckWhere): Promise<EngineCheck[]>;
  /** The engine knows when the run goes on. */
  scheduled(id: string): Promise<void>;
  /** Forgets some runs that ended before then, their task logs as well; returns how many. */
  forget(before: Date, limit: number): Promise<number>;
  /** The engine has forgotten the run. */
  purged(id: string): Promise<void>;
}
