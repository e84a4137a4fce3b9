// Original file: neighbourhood/consent/v1/consents.proto


/**
 * ValidateConsentRequest asks whether something is allowed.
 */
export interface ValidateConsentRequest {
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * Scopes that must all be covered; may be empty.
   */
  'scopes'?: (string)[];
  /**
   * Purpose; empty means `automation`.
   */
  'purpose'?: (string);
}

/**
 * ValidateConsentRequest asks whether something is allowed.
 */
export interface ValidateConsentRequest__Output {
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * Scopes that must all be covered; may be empty.
   */
  'scopes': (string)[];
  /**
   * Purpose; empty means `automation`.
   */
  'purpose': (string);
}
