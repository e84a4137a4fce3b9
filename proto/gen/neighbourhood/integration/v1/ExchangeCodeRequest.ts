// Original file: neighbourhood/integration/v1/connections.proto


/**
 * ExchangeCodeRequest is what the provider sent back through the browser.
 */
export interface ExchangeCodeRequest {
  /**
   * Authorisation code; empty with an error.
   */
  'code'?: (string);
  /**
   * State of the authorisation.
   */
  'state'?: (string);
  /**
   * Value of the cookie of StartConnection.
   */
  'browserBinding'?: (string);
  /**
   * The provider's OAuth error code, as `access_denied`; empty when there is none.
   */
  'error'?: (string);
  /**
   * The provider's words on it; empty when there are none.
   */
  'errorDescription'?: (string);
  /**
   * `iss` parameter of RFC 9207; empty when the provider sends none.
   */
  'issuer'?: (string);
  /**
   * What else the provider put into the query, as the id of a company.
   */
  'callback'?: ({[key: string]: string});
}

/**
 * ExchangeCodeRequest is what the provider sent back through the browser.
 */
export interface ExchangeCodeRequest__Output {
  /**
   * Authorisation code; empty with an error.
   */
  'code': (string);
  /**
   * State of the authorisation.
   */
  'state': (string);
  /**
   * Value of the cookie of StartConnection.
   */
  'browserBinding': (string);
  /**
   * The provider's OAuth error code, as `access_denied`; empty when there is none.
   */
  'error': (string);
  /**
   * The provider's words on it; empty when there are none.
   */
  'errorDescription': (string);
  /**
   * `iss` parameter of RFC 9207; empty when the provider sends none.
   */
  'issuer': (string);
  /**
   * What else the provider put into the query, as the id of a company.
   */
  'callback': ({[key: string]: string});
}
