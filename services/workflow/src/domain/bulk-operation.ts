import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type ExecutionFilter } from './execution-repository.ts';
import { type ExecutionStatus } from './execution.ts';

/** BulkAction is what is done to each of many runs. */
export type BulkAction = 'cancel' | 'suspend' | 'resume' | 'rerun';

/** BulkCounts is how far an operation is. */
export interface BulkCounts {
  changed: number;
  /** Had ended or changed otherwise before their turn. */
  skipped: number;
  failed: number;
}

/** BulkOperation is an action on all runs that meet a filter, and that were there when it was asked for. */
export interface BulkOperation extends BulkCounts {
  /** `blk_…`. */
  id: string;
  workspaceId: string;
  action: BulkAction;
  /** Its `to` is never later than createdAt. */
  filter: ExecutionFilter & { to: Date };
  /** Of a cancellation. */
  reason: string;
  /** `usr_…` or `key_…`. */
  startedBy: string;
  /** Runs when it began, as far as they are counted. */
  matched: number;
  /** The last run that had its turn; runs have it in the order of their ids. */
  cursor: string;
  createdAt: Date;
  endedAt?: Date;
}

/** appliesTo lists the states of runs to which an action does something. */
export const appliesTo = {
  cancel: ['pending', 'running', 'waiting', 'suspended'],
  suspend: ['pending', 'running', 'waiting'],
  resume: ['suspended'],
  rerun: ['cancelled', 'faulted', 'completed'],
} as const satisfies Record<BulkAction, readonly ExecutionStatus[]>;

/** BulkRepository keeps operations; one process at a time carries one on, under a lease. */
export interface BulkRepository {
  /** How many runs an action applies to now, counted up to `most`. */
  count(workspaceId: string, action: BulkAction, filter: ExecutionFilter, most: number): Promise<number>;
  /** False when the workspace has as many open ones as `most`. */
  insert(operation: BulkOperation, most: number): Promise<boolean>;
  find(workspaceId: string, id: string): Promise<BulkOperation | undefined>;
  /** Takes up an operation that nobody is at: the one named, or any. */
  claim(owner: string, leaseMs: number, id?: string): Promise<BulkOperation | undefined>;
  /** The ids of the runs that come next. */
  next(operation: BulkOperation, limit: number): Promise<string[]>;
  /** Stores cursor, counts and end, and renews the lease; false for whoever has lost it. */
  store(operation: BulkOperation, owner: string, leaseMs: number): Promise<boolean>;
  /** Forgets those that ended before then. */
  forget(before: Date): Promise<void>;
}

/** bulkNotFound is the answer for operations that do not exist, or not in the caller's workspace. */
export function bulkNotFound(): AppError {
  return new AppError('notFound', 'BULK.NOT_FOUND', 'There is no such bulk operation.');
}
