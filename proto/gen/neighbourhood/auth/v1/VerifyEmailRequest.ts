// Original file: neighbourhood/auth/v1/users.proto


/**
 * VerifyEmailRequest carries a mailed token.
 */
export interface VerifyEmailRequest {
  /**
   * Single-use token from the message.
   */
  'token'?: (string);
}

/**
 * VerifyEmailRequest carries a mailed token.
 */
export interface VerifyEmailRequest__Output {
  /**
   * Single-use token from the message.
   */
  'token': (string);
}
