// Original file: neighbourhood/auth/v1/api_keys.proto


/**
 * RotateApiKeyRequest names a key to be replaced.
 */
export interface RotateApiKeyRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `key_…`.
   */
  'keyId'?: (string);
  /**
   * Seconds for which the old key still works, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}

/**
 * RotateApiKeyRequest names a key to be replaced.
 */
export interface RotateApiKeyRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `key_…`.
   */
  'keyId': (string);
  /**
   * Seconds for which the old key still works, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}
