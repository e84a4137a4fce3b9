// Original file: neighbourhood/integration/v1/connections.proto


/**
 * ResolveConnectionRequest names an end user and a provider.
 */
export interface ResolveConnectionRequest {
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
}

/**
 * ResolveConnectionRequest names an end user and a provider.
 */
export interface ResolveConnectionRequest__Output {
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
}
