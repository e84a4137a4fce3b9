// Original file: neighbourhood/workflow/v1/workflows.proto


/**
 * GetWorkflowRequest names a definition.
 */
export interface GetWorkflowRequest {
  /**
   * `wfl_…`.
   */
  'workflowId'?: (string);
  /**
   * Version; empty means the newest.
   */
  'version'?: (string);
}

/**
 * GetWorkflowRequest names a definition.
 */
export interface GetWorkflowRequest__Output {
  /**
   * `wfl_…`.
   */
  'workflowId': (string);
  /**
   * Version; empty means the newest.
   */
  'version': (string);
}
