// Original file: neighbourhood/workflow/v1/workflows.proto


/**
 * ListWorkflowsRequest filters definitions.
 */
export interface ListWorkflowsRequest {
  /**
   * Only this namespace; empty means all.
   */
  'namespace'?: (string);
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
 * ListWorkflowsRequest filters definitions.
 */
export interface ListWorkflowsRequest__Output {
  /**
   * Only this namespace; empty means all.
   */
  'namespace': (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
