// Original file: neighbourhood/consent/v1/ledger.proto


/**
 * ListCheckpointsRequest asks for a workspace's checkpoints.
 */
export interface ListCheckpointsRequest {
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
 * ListCheckpointsRequest asks for a workspace's checkpoints.
 */
export interface ListCheckpointsRequest__Output {
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
