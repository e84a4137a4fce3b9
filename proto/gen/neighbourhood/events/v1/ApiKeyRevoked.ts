// Original file: neighbourhood/events/v1/auth_events.proto


/**
 * ApiKeyRevoked: CloudEvent `api_key.revoked` on topic `auth.events`; a key ended before its time.
 */
export interface ApiKeyRevoked {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `key_…`.
   */
  'keyId'?: (string);
  /**
   * Name of the key.
   */
  'name'?: (string);
  /**
   * Who revoked it: `usr_…`.
   */
  'revokedBy'?: (string);
}

/**
 * ApiKeyRevoked: CloudEvent `api_key.revoked` on topic `auth.events`; a key ended before its time.
 */
export interface ApiKeyRevoked__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `key_…`.
   */
  'keyId': (string);
  /**
   * Name of the key.
   */
  'name': (string);
  /**
   * Who revoked it: `usr_…`.
   */
  'revokedBy': (string);
}
