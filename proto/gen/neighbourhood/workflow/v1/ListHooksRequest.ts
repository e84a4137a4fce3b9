// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * ListHooksRequest asks for hooks.
 */
export interface ListHooksRequest {
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
 * ListHooksRequest asks for hooks.
 */
export interface ListHooksRequest__Output {
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
