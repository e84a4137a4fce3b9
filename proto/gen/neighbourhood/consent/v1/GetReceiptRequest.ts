// Original file: neighbourhood/consent/v1/consents.proto


/**
 * GetReceiptRequest names a consent.
 */
export interface GetReceiptRequest {
  /**
   * `cns_…`.
   */
  'consentId'?: (string);
}

/**
 * GetReceiptRequest names a consent.
 */
export interface GetReceiptRequest__Output {
  /**
   * `cns_…`.
   */
  'consentId': (string);
}
