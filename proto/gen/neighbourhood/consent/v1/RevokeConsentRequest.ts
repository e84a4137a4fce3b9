// Original file: neighbourhood/consent/v1/consents.proto


/**
 * RevokeConsentRequest withdraws a consent.
 */
export interface RevokeConsentRequest {
  /**
   * `cns_…`.
   */
  'consentId'?: (string);
  /**
   * Why, at most 500 characters; optional.
   */
  'reason'?: (string);
}

/**
 * RevokeConsentRequest withdraws a consent.
 */
export interface RevokeConsentRequest__Output {
  /**
   * `cns_…`.
   */
  'consentId': (string);
  /**
   * Why, at most 500 characters; optional.
   */
  'reason': (string);
}
