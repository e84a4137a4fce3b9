// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * ListExecutionTasksRequest names a run.
 */
export interface ListExecutionTasksRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize'?: (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * ListExecutionTasksRequest names a run.
 */
export interface ListExecutionTasksRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
