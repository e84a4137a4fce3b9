// Original file: neighbourhood/auth/v1/users.proto


/**
 * ResetPasswordRequest sets a new password.
 */
export interface ResetPasswordRequest {
  /**
   * Single-use token from the message.
   */
  'token'?: (string);
  /**
   * New password in clear text, 8 to 256 characters.
   */
  'password'?: (string);
}

/**
 * ResetPasswordRequest sets a new password.
 */
export interface ResetPasswordRequest__Output {
  /**
   * Single-use token from the message.
   */
  'token': (string);
  /**
   * New password in clear text, 8 to 256 characters.
   */
  'password': (string);
}
