// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionStatus as _neighbourhood_workflow_v1_ExecutionStatus, ExecutionStatus__Output as _neighbourhood_workflow_v1_ExecutionStatus__Output } from '../../../neighbourhood/workflow/v1/ExecutionStatus.ts';

/**
 * ResumeExecutionResponse is the run after the call.
 */
export interface ResumeExecutionResponse {
  /**
   * The run.
   */
  'execution'?: (_neighbourhood_workflow_v1_ExecutionStatus | null);
}

/**
 * ResumeExecutionResponse is the run after the call.
 */
export interface ResumeExecutionResponse__Output {
  /**
   * The run.
   */
  'execution': (_neighbourhood_workflow_v1_ExecutionStatus__Output | null);
}
