// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * GetExecutionGraphResponse is a drawing of the run.
 */
export interface GetExecutionGraphResponse {
  /**
   * Mermaid flowchart of the definition that the run is pinned to, each task in the state that it has in the run.
   */
  'mermaid'?: (string);
}

/**
 * GetExecutionGraphResponse is a drawing of the run.
 */
export interface GetExecutionGraphResponse__Output {
  /**
   * Mermaid flowchart of the definition that the run is pinned to, each task in the state that it has in the run.
   */
  'mermaid': (string);
}
