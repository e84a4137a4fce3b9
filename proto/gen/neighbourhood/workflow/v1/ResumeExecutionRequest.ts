// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * ResumeExecutionRequest lets a run go on.
 */
export interface ResumeExecutionRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
}

/**
 * ResumeExecutionRequest lets a run go on.
 */
export interface ResumeExecutionRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
}
