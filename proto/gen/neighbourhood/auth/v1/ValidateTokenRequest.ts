// Original file: neighbourhood/auth/v1/sessions.proto


/**
 * ValidateTokenRequest carries an access token.
 */
export interface ValidateTokenRequest {
  /**
   * The token, without `Bearer`.
   */
  'token'?: (string);
}

/**
 * ValidateTokenRequest carries an access token.
 */
export interface ValidateTokenRequest__Output {
  /**
   * The token, without `Bearer`.
   */
  'token': (string);
}
