// Original file: neighbourhood/integration/v1/providers.proto


/**
 * SetProviderCredentialsRequest is a workspace's own OAuth client.
 */
export interface SetProviderCredentialsRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * Client id at the provider.
   */
  'clientId'?: (string);
  /**
   * Client secret; stored encrypted, never shown.
   */
  'clientSecret'?: (string);
  /**
   * Default scopes with this client; empty means the provider's.
   */
  'scopes'?: (string)[];
}

/**
 * SetProviderCredentialsRequest is a workspace's own OAuth client.
 */
export interface SetProviderCredentialsRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * Client id at the provider.
   */
  'clientId': (string);
  /**
   * Client secret; stored encrypted, never shown.
   */
  'clientSecret': (string);
  /**
   * Default scopes with this client; empty means the provider's.
   */
  'scopes': (string)[];
}
