// Original file: neighbourhood/integration/v1/providers.proto


/**
 * ProviderStatusRequest names a provider.
 */
export interface ProviderStatusRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
}

/**
 * ProviderStatusRequest names a provider.
 */
export interface ProviderStatusRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
}
