// Original file: neighbourhood/integration/v1/connections.proto


/**
 * RevokeIntegrationResponse tells what could be done at the provider.
 */
export interface RevokeIntegrationResponse {
  /**
   * Whether the provider confirmed that the tokens are revoked.
   */
  'revokedAtProvider'?: (boolean);
}

/**
 * RevokeIntegrationResponse tells what could be done at the provider.
 */
export interface RevokeIntegrationResponse__Output {
  /**
   * Whether the provider confirmed that the tokens are revoked.
   */
  'revokedAtProvider': (boolean);
}
