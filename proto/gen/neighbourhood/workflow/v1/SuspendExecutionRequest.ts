// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * SuspendExecutionRequest holds a run.
 */
export interface SuspendExecutionRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
}

/**
 * SuspendExecutionRequest holds a run.
 */
export interface SuspendExecutionRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
}
