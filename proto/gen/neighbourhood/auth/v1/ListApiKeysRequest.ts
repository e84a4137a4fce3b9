// Original file: neighbourhood/auth/v1/api_keys.proto


/**
 * ListApiKeysRequest asks for a workspace's keys.
 */
export interface ListApiKeysRequest {
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
 * ListApiKeysRequest asks for a workspace's keys.
 */
export interface ListApiKeysRequest__Output {
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
