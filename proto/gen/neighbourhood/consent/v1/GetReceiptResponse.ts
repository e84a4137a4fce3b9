// Original file: neighbourhood/consent/v1/consents.proto


/**
 * GetReceiptResponse is a consent's proof.
 */
export interface GetReceiptResponse {
  /**
   * Compact JWS (EdDSA, `typ` consent-receipt+jws) over the receipt as JSON, ISO/IEC TS 27560.
   */
  'receipt'?: (string);
}

/**
 * GetReceiptResponse is a consent's proof.
 */
export interface GetReceiptResponse__Output {
  /**
   * Compact JWS (EdDSA, `typ` consent-receipt+jws) over the receipt as JSON, ISO/IEC TS 27560.
   */
  'receipt': (string);
}
