// Original file: neighbourhood/notification/v1/webhooks.proto


/**
 * ListWebhooksRequest asks for the workspace's endpoints.
 */
export interface ListWebhooksRequest {
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
 * ListWebhooksRequest asks for the workspace's endpoints.
 */
export interface ListWebhooksRequest__Output {
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
