// Original file: neighbourhood/workflow/v1/workflows.proto


/**
 * GetWorkflowGraphResponse is a drawing.
 */
export interface GetWorkflowGraphResponse {
  /**
   * Mermaid flowchart.
   */
  'mermaid'?: (string);
}

/**
 * GetWorkflowGraphResponse is a drawing.
 */
export interface GetWorkflowGraphResponse__Output {
  /**
   * Mermaid flowchart.
   */
  'mermaid': (string);
}
