// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionStatus as _neighbourhood_workflow_v1_ExecutionStatus, ExecutionStatus__Output as _neighbourhood_workflow_v1_ExecutionStatus__Output } from '../../../neighbourhood/workflow/v1/ExecutionStatus.ts';

/**
 * ExecuteWorkflowResponse is the run that was started.
 */
export interface ExecuteWorkflowResponse {
  /**
   * The run; whole when it ended in time.
   */
  'execution'?: (_neighbourhood_workflow_v1_ExecutionStatus | null);
  /**
   * Whether it ended within `wait_seconds`.
   */
  'ended'?: (boolean);
}

/**
 * ExecuteWorkflowResponse is the run that was started.
 */
export interface ExecuteWorkflowResponse__Output {
  /**
   * The run; whole when it ended in time.
   */
  'execution': (_neighbourhood_workflow_v1_ExecutionStatus__Output | null);
  /**
   * Whether it ended within `wait_seconds`.
   */
  'ended': (boolean);
}
