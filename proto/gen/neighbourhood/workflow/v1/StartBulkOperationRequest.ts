// Original file: neighbourhood/workflow/v1/bulk_operations.proto

import type { BulkAction as _neighbourhood_workflow_v1_BulkAction, BulkAction__Output as _neighbourhood_workflow_v1_BulkAction__Output } from '../../../neighbourhood/workflow/v1/BulkAction.ts';
import type { BulkFilter as _neighbourhood_workflow_v1_BulkFilter, BulkFilter__Output as _neighbourhood_workflow_v1_BulkFilter__Output } from '../../../neighbourhood/workflow/v1/BulkFilter.ts';

/**
 * StartBulkOperationRequest asks for an action on many runs.
 */
export interface StartBulkOperationRequest {
  /**
   * What to do.
   */
  'action'?: (_neighbourhood_workflow_v1_BulkAction);
  /**
   * To which runs; one that names nothing needs `all`.
   */
  'filter'?: (_neighbourhood_workflow_v1_BulkFilter | null);
  /**
   * Says that every run of the workspace is meant.
   */
  'all'?: (boolean);
  /**
   * Why, for a cancellation; at most 500 characters; optional.
   */
  'reason'?: (string);
  /**
   * Only count the runs.
   */
  'dryRun'?: (boolean);
}

/**
 * StartBulkOperationRequest asks for an action on many runs.
 */
export interface StartBulkOperationRequest__Output {
  /**
   * What to do.
   */
  'action': (_neighbourhood_workflow_v1_BulkAction__Output);
  /**
   * To which runs; one that names nothing needs `all`.
   */
  'filter': (_neighbourhood_workflow_v1_BulkFilter__Output | null);
  /**
   * Says that every run of the workspace is meant.
   */
  'all': (boolean);
  /**
   * Why, for a cancellation; at most 500 characters; optional.
   */
  'reason': (string);
  /**
   * Only count the runs.
   */
  'dryRun': (boolean);
}
