// Original file: neighbourhood/workflow/v1/bulk_operations.proto

import type { BulkAction as _neighbourhood_workflow_v1_BulkAction, BulkAction__Output as _neighbourhood_workflow_v1_BulkAction__Output } from '../../../neighbourhood/workflow/v1/BulkAction.ts';
import type { BulkFilter as _neighbourhood_workflow_v1_BulkFilter, BulkFilter__Output as _neighbourhood_workflow_v1_BulkFilter__Output } from '../../../neighbourhood/workflow/v1/BulkFilter.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * BulkOperation is an action on many runs, which is carried out in the background.
 */
export interface BulkOperation {
  /**
   * `blk_…`; empty for a dry run, of which nothing is kept.
   */
  'id'?: (string);
  /**
   * What is done.
   */
  'action'?: (_neighbourhood_workflow_v1_BulkAction);
  /**
   * To which runs.
   */
  'filter'?: (_neighbourhood_workflow_v1_BulkFilter | null);
  /**
   * Whether only the runs were counted.
   */
  'dryRun'?: (boolean);
  /**
   * Runs to which the action applied when they were counted, at the begin; at most 1,000,000 are counted.
   */
  'matched'?: (number);
  /**
   * Runs that it has changed so far.
   */
  'changed'?: (number);
  /**
   * Runs that had ended or changed otherwise before their turn came.
   */
  'skipped'?: (number);
  /**
   * Runs that could not be changed.
   */
  'failed'?: (number);
  /**
   * When it was accepted.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it was done; absent before that.
   */
  'endedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * BulkOperation is an action on many runs, which is carried out in the background.
 */
export interface BulkOperation__Output {
  /**
   * `blk_…`; empty for a dry run, of which nothing is kept.
   */
  'id': (string);
  /**
   * What is done.
   */
  'action': (_neighbourhood_workflow_v1_BulkAction__Output);
  /**
   * To which runs.
   */
  'filter': (_neighbourhood_workflow_v1_BulkFilter__Output | null);
  /**
   * Whether only the runs were counted.
   */
  'dryRun': (boolean);
  /**
   * Runs to which the action applied when they were counted, at the begin; at most 1,000,000 are counted.
   */
  'matched': (number);
  /**
   * Runs that it has changed so far.
   */
  'changed': (number);
  /**
   * Runs that had ended or changed otherwise before their turn came.
   */
  'skipped': (number);
  /**
   * Runs that could not be changed.
   */
  'failed': (number);
  /**
   * When it was accepted.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it was done; absent before that.
   */
  'endedAt': (_google_protobuf_Timestamp__Output | null);
}
