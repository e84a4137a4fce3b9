// Original file: neighbourhood/consent/v1/ledger.proto


/**
 * ConsentHistoryRequest names a consent.
 */
export interface ConsentHistoryRequest {
  /**
   * `cns_…`.
   */
  'consentId'?: (string);
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
 * ConsentHistoryRequest names a consent.
 */
export interface ConsentHistoryRequest__Output {
  /**
   * `cns_…`.
   */
  'consentId': (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
