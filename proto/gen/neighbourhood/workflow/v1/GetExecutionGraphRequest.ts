// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * GetExecutionGraphRequest names a run.
 */
export interface GetExecutionGraphRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
}

/**
 * GetExecutionGraphRequest names a run.
 */
export interface GetExecutionGraphRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
}
