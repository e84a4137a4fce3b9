// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * RerunExecutionRequest starts a new run of an ended one.
 */
export interface RerunExecutionRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
  /**
   * Reference of the task to begin with, as `/do/1/wait`; empty means the begin.
   */
  'from'?: (string);
}

/**
 * RerunExecutionRequest starts a new run of an ended one.
 */
export interface RerunExecutionRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
  /**
   * Reference of the task to begin with, as `/do/1/wait`; empty means the begin.
   */
  'from': (string);
}
