// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * ListWorkspacesRequest asks for the caller's workspaces.
 */
export interface ListWorkspacesRequest {
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
 * ListWorkspacesRequest asks for the caller's workspaces.
 */
export interface ListWorkspacesRequest__Output {
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
