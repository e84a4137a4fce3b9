import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Json } from './json.ts';
import { type Rerun } from './rerun.ts';
import { type DslError } from './workflow-error.ts';
import { type Workflow } from './workflow.ts';

/** ExecutionStatus is a run's phase as the DSL names it. */
export type ExecutionStatus =
  'pending' | 'running' | 'waiting' | 'suspended' | 'cancelled' | 'faulted' | 'completed';

/** Execution is one run of a workflow. */
export interface Execution {
  /** `exe_…`, which is the engine's instance id too. */
  id: string;
  workspaceId: string;
  workflowId: string;
  /** What the definition is called. */
  definition?: { namespace: string; name: string };
  workflowVersion: string;
  /** The run is pinned to this content. */
  workflowHash: string;
  status: ExecutionStatus;
  input: Json;
  output?: Json;
  error?: DslError;
  endUserId?: string;
  /** Provider id to connection id. */
  connections: Record<string, string>;
  /** Purpose that consents must cover. */
  purpose: string;
  /** `usr_…` or `key_…`. */
  startedBy: string;
  idempotencyKey?: string;
  createdAt: Date;
  endedAt?: Date;
  /** When a waiting run goes on. */
  wakeAt?: Date;
  /** The run that it repeats. */
  rerun?: Rerun;
  /** The run that started it. */
  parentId?: string;
  /** How many runs are above it. */
  depth: number;
  /** Events of the workspace after this position may be meant for it. */
  eventsFrom: number;
}

type Given = Pick<Execution, 'input' | 'startedBy' | 'createdAt'>;

/** pendingExecution is a new run of a definition's version. Its repository says from where on it hears events. */
export function pendingExecution(workflow: Workflow, given: Given & Partial<Execution>): Execution {
  return {
    id: newId('exe'),
    workspaceId: workflow.workspaceId,
    workflowId: workflow.id,
    definition: { namespace: workflow.namespace, name: workflow.name },
    workflowVersion: workflow.version,
    workflowHash: workflow.hash,
    status: 'pending',
    connections: {},
    purpose: 'automation',
    depth: 0,
    eventsFrom: 0,
    ...given,
  };
}

/** ended tells whether a run is over. */
export function ended({ status }: Pick<Execution, 'status'>): boolean {
  return status === 'cancelled' || status === 'faulted' || status === 'completed';
}

/** Transition is what a person did to a run; undefined where there was nothing to do. */
export type Transition =
  { to: 'cancelled'; reason: string } | { to: 'suspended' } | { to: 'running' | 'waiting' };

/** cancelling decides on a cancellation; one who ended otherwise stays so, with EXECUTION.ENDED. */
export function cancelling(execution: Execution, reason: string): Transition | undefined {
  if (execution.status === 'cancelled') return undefined;
  refuseEnded(execution);
  return { to: 'cancelled', reason };
}

/** suspending decides on a suspension. Fails with EXECUTION.ENDED. */
export function suspending(execution: Execution): Transition | undefined {
  refuseEnded(execution);
  return execution.status === 'suspended' ? undefined : { to: 'suspended' };
}

/** resuming decides on going on. Fails with EXECUTION.NOT_SUSPENDED. */
export function resuming(execution: Execution, now: Date): Transition {
  if (execution.status !== 'suspended') {
    throw new AppError(
      'conflict',
      'EXECUTION.NOT_SUSPENDED',
      `This execution is ${execution.status}, not suspended.`,
    );
  }
  return { to: execution.wakeAt && execution.wakeAt > now ? 'waiting' : 'running' };
}

function refuseEnded(execution: Execution): void {
  if (!ended(execution)) return;
  throw new AppError('conflict', 'EXECUTION.ENDED', `This execution has ended: ${execution.status}.`);
}

/** executionNotFound is the answer for runs that do not exist, or not in the caller's workspace. */
export function executionNotFound(): AppError {
  return new AppError('notFound', 'EXECUTION.NOT_FOUND', 'There is no such execution.');
}

/** idempotencyMismatch says that an idempotency key came before, with another request. */
export function idempotencyMismatch(): AppError {
  return new AppError(
    'unprocessable',
    'IDEMPOTENCY.MISMATCH',
    'This idempotency key was used for another execution.',
  );
}

/** workflowNotFound is the answer for definitions that do not exist, or not in the caller's workspace. */
export function workflowNotFound(): AppError {
  return new AppError('notFound', 'WORKFLOW.NOT_FOUND', 'There is no such workflow.');
}
