// Original file: neighbourhood/integration/v1/connections.proto


/**
 * StartConnectionRequest carries the token of `/connect/{token}`.
 */
export interface StartConnectionRequest {
  /**
   * The token.
   */
  'token'?: (string);
}

/**
 * StartConnectionRequest carries the token of `/connect/{token}`.
 */
export interface StartConnectionRequest__Output {
  /**
   * The token.
   */
  'token': (string);
}
