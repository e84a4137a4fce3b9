// Original file: neighbourhood/integration/v1/connections.proto


/**
 * CreateConnectionRequest connects with credentials.
 */
export interface CreateConnectionRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * The customer's own id of the end user, 1 to 200 characters.
   */
  'endUserId'?: (string);
  /**
   * Secret fields, as {apiKey: …}; stored encrypted, never shown.
   */
  'credentials'?: ({[key: string]: string});
  /**
   * Other fields, as {site_url: …}.
   */
  'params'?: ({[key: string]: string});
}

/**
 * CreateConnectionRequest connects with credentials.
 */
export interface CreateConnectionRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * The customer's own id of the end user, 1 to 200 characters.
   */
  'endUserId': (string);
  /**
   * Secret fields, as {apiKey: …}; stored encrypted, never shown.
   */
  'credentials': ({[key: string]: string});
  /**
   * Other fields, as {site_url: …}.
   */
  'params': ({[key: string]: string});
}
