// Original file: neighbourhood/consent/v1/consents.proto


/**
 * GetConsentRequest names a consent.
 */
export interface GetConsentRequest {
  /**
   * `cns_…`.
   */
  'consentId'?: (string);
}

/**
 * GetConsentRequest names a consent.
 */
export interface GetConsentRequest__Output {
  /**
   * `cns_…`.
   */
  'consentId': (string);
}
