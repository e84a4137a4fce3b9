// Original file: neighbourhood/auth/v1/sessions.proto


/**
 * ListSessionsRequest asks for the caller's sessions.
 */
export interface ListSessionsRequest {
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize'?: (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken'?: (string);
  /**
   * `ses_…` of this call, to mark it as current.
   */
  'currentSessionId'?: (string);
}

/**
 * ListSessionsRequest asks for the caller's sessions.
 */
export interface ListSessionsRequest__Output {
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
  /**
   * `ses_…` of this call, to mark it as current.
   */
  'currentSessionId': (string);
}
