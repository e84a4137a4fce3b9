// Original file: neighbourhood/auth/v1/api_keys.proto


/**
 * RevokeApiKeyRequest names a key.
 */
export interface RevokeApiKeyRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `key_…`.
   */
  'keyId'?: (string);
}

/**
 * RevokeApiKeyRequest names a key.
 */
export interface RevokeApiKeyRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `key_…`.
   */
  'keyId': (string);
}
