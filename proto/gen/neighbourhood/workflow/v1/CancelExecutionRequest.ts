// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * CancelExecutionRequest ends a run.
 */
export interface CancelExecutionRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
  /**
   * Why, at most 500 characters; optional.
   */
  'reason'?: (string);
}

/**
 * CancelExecutionRequest ends a run.
 */
export interface CancelExecutionRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
  /**
   * Why, at most 500 characters; optional.
   */
  'reason': (string);
}
