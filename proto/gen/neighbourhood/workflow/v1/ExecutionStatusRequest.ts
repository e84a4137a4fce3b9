// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * ExecutionStatusRequest names a run.
 */
export interface ExecutionStatusRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
}

/**
 * ExecutionStatusRequest names a run.
 */
export interface ExecutionStatusRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
}
