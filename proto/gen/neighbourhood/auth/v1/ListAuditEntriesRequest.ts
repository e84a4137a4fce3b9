// Original file: neighbourhood/auth/v1/audit.proto


/**
 * ListAuditEntriesRequest asks for a workspace's audit trail.
 */
export interface ListAuditEntriesRequest {
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
 * ListAuditEntriesRequest asks for a workspace's audit trail.
 */
export interface ListAuditEntriesRequest__Output {
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
