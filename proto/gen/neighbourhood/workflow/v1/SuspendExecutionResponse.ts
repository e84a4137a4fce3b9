// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionStatus as _neighbourhood_workflow_v1_ExecutionStatus, ExecutionStatus__Output as _neighbourhood_workflow_v1_ExecutionStatus__Output } from '../../../neighbourhood/workflow/v1/ExecutionStatus.ts';

/**
 * SuspendExecutionResponse is the run after the call.
 */
export interface SuspendExecutionResponse {
  /**
   * The run.
   */
  'execution'?: (_neighbourhood_workflow_v1_ExecutionStatus | null);
}

/**
 * SuspendExecutionResponse is the run after the call.
 */
export interface SuspendExecutionResponse__Output {
  /**
   * The run.
   */
  'execution': (_neighbourhood_workflow_v1_ExecutionStatus__Output | null);
}
