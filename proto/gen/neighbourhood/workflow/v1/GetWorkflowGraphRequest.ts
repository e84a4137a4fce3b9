// Original file: neighbourhood/workflow/v1/workflows.proto


/**
 * GetWorkflowGraphRequest names a definition.
 */
export interface GetWorkflowGraphRequest {
  /**
   * `wfl_…`.
   */
  'workflowId'?: (string);
}

/**
 * GetWorkflowGraphRequest names a definition.
 */
export interface GetWorkflowGraphRequest__Output {
  /**
   * `wfl_…`.
   */
  'workflowId': (string);
}
