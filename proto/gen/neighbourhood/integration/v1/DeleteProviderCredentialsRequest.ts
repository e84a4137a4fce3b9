// Original file: neighbourhood/integration/v1/providers.proto


/**
 * DeleteProviderCredentialsRequest names a provider.
 */
export interface DeleteProviderCredentialsRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
}

/**
 * DeleteProviderCredentialsRequest names a provider.
 */
export interface DeleteProviderCredentialsRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
}
