// Original file: neighbourhood/workflow/v1/workflows.proto


/**
 * DeleteWorkflowResponse is empty: the definition is gone.
 */
export interface DeleteWorkflowResponse {
}

/**
 * DeleteWorkflowResponse is empty: the definition is gone.
 */
export interface DeleteWorkflowResponse__Output {
}
