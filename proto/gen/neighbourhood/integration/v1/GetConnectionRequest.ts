// Original file: neighbourhood/integration/v1/connections.proto


/**
 * GetConnectionRequest names a connection.
 */
export interface GetConnectionRequest {
  /**
   * `con_…`.
   */
  'connectionId'?: (string);
}

/**
 * GetConnectionRequest names a connection.
 */
export interface GetConnectionRequest__Output {
  /**
   * `con_…`.
   */
  'connectionId': (string);
}
