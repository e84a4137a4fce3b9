// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionStatus as _neighbourhood_workflow_v1_ExecutionStatus, ExecutionStatus__Output as _neighbourhood_workflow_v1_ExecutionStatus__Output } from '../../../neighbourhood/workflow/v1/ExecutionStatus.ts';

/**
 * RerunExecutionResponse is the new run.
 */
export interface RerunExecutionResponse {
  /**
   * The new run, with an id of its own.
   */
  'execution'?: (_neighbourhood_workflow_v1_ExecutionStatus | null);
}

/**
 * RerunExecutionResponse is the new run.
 */
export interface RerunExecutionResponse__Output {
  /**
   * The new run, with an id of its own.
   */
  'execution': (_neighbourhood_workflow_v1_ExecutionStatus__Output | null);
}
