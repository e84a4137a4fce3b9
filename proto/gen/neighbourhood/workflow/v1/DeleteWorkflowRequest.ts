// Original file: neighbourhood/workflow/v1/workflows.proto


/**
 * DeleteWorkflowRequest names a definition.
 */
export interface DeleteWorkflowRequest {
  /**
   * `wfl_…`.
   */
  'workflowId'?: (string);
}

/**
 * DeleteWorkflowRequest names a definition.
 */
export interface DeleteWorkflowRequest__Output {
  /**
   * `wfl_…`.
   */
  'workflowId': (string);
}
