// Original file: neighbourhood/auth/v1/api_keys.proto

import type { ApiKey as _neighbourhood_auth_v1_ApiKey, ApiKey__Output as _neighbourhood_auth_v1_ApiKey__Output } from '../../../neighbourhood/auth/v1/ApiKey.ts';

/**
 * CreateApiKeyResponse is the new key.
 */
export interface CreateApiKeyResponse {
  /**
   * The key without its secret.
   */
  'apiKey'?: (_neighbourhood_auth_v1_ApiKey | null);
  /**
   * The whole key, shown only here.
   */
  'key'?: (string);
}

/**
 * CreateApiKeyResponse is the new key.
 */
export interface CreateApiKeyResponse__Output {
  /**
   * The key without its secret.
   */
  'apiKey': (_neighbourhood_auth_v1_ApiKey__Output | null);
  /**
   * The whole key, shown only here.
   */
  'key': (string);
}
