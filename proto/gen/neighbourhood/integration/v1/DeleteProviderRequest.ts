// Original file: neighbourhood/integration/v1/providers.proto


/**
 * DeleteProviderRequest names one of the workspace's own providers.
 */
export interface DeleteProviderRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
}

/**
 * DeleteProviderRequest names one of the workspace's own providers.
 */
export interface DeleteProviderRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
}
