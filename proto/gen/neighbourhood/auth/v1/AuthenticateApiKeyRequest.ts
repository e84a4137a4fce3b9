// Original file: neighbourhood/auth/v1/api_keys.proto


/**
 * AuthenticateApiKeyRequest carries a presented key.
 */
export interface AuthenticateApiKeyRequest {
  /**
   * The whole key; never logged.
   */
  'key'?: (string);
}

/**
 * AuthenticateApiKeyRequest carries a presented key.
 */
export interface AuthenticateApiKeyRequest__Output {
  /**
   * The whole key; never logged.
   */
  'key': (string);
}
