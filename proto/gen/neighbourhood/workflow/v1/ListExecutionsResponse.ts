// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionStatus as _neighbourhood_workflow_v1_ExecutionStatus, ExecutionStatus__Output as _neighbourhood_workflow_v1_ExecutionStatus__Output } from '../../../neighbourhood/workflow/v1/ExecutionStatus.ts';

/**
 * ListExecutionsResponse is one page of runs.
 */
export interface ListExecutionsResponse {
  /**
   * Newest first.
   */
  'executions'?: (_neighbourhood_workflow_v1_ExecutionStatus)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListExecutionsResponse is one page of runs.
 */
export interface ListExecutionsResponse__Output {
  /**
   * Newest first.
   */
  'executions': (_neighbourhood_workflow_v1_ExecutionStatus__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
