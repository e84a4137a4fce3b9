// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * ListMembersRequest asks for a workspace's members.
 */
export interface ListMembersRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
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
 * ListMembersRequest asks for a workspace's members.
 */
export interface ListMembersRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
