// Original file: neighbourhood/integration/v1/connections.proto


/**
 * RevokeIntegrationRequest names a connection to delete.
 */
export interface RevokeIntegrationRequest {
  /**
   * `con_…`.
   */
  'connectionId'?: (string);
}

/**
 * RevokeIntegrationRequest names a connection to delete.
 */
export interface RevokeIntegrationRequest__Output {
  /**
   * `con_…`.
   */
  'connectionId': (string);
}
