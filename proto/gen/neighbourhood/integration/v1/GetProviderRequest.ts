// Original file: neighbourhood/integration/v1/providers.proto


/**
 * GetProviderRequest names a provider.
 */
export interface GetProviderRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
}

/**
 * GetProviderRequest names a provider.
 */
export interface GetProviderRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
}
