// Original file: neighbourhood/auth/v1/users.proto


/**
 * TokenPair is what a signed-in user holds.
 */
export interface TokenPair {
  /**
   * Signed JWT for the `Authorization` header.
   */
  'accessToken'?: (string);
  /**
   * Opaque, single-use token for RefreshToken.
   */
  'refreshToken'?: (string);
  /**
   * Always `Bearer`.
   */
  'tokenType'?: (string);
  /**
   * Life of the access token in seconds.
   */
  'expiresIn'?: (number);
}

/**
 * TokenPair is what a signed-in user holds.
 */
export interface TokenPair__Output {
  /**
   * Signed JWT for the `Authorization` header.
   */
  'accessToken': (string);
  /**
   * Opaque, single-use token for RefreshToken.
   */
  'refreshToken': (string);
  /**
   * Always `Bearer`.
   */
  'tokenType': (string);
  /**
   * Life of the access token in seconds.
   */
  'expiresIn': (number);
}
