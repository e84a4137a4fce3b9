// Original file: neighbourhood/auth/v1/api_keys.proto

import type { ApiKey as _neighbourhood_auth_v1_ApiKey, ApiKey__Output as _neighbourhood_auth_v1_ApiKey__Output } from '../../../neighbourhood/auth/v1/ApiKey.ts';

/**
 * ListApiKeysResponse is one page of keys.
 */
export interface ListApiKeysResponse {
  /**
   * Newest first, revoked ones too.
   */
  'apiKeys'?: (_neighbourhood_auth_v1_ApiKey)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListApiKeysResponse is one page of keys.
 */
export interface ListApiKeysResponse__Output {
  /**
   * Newest first, revoked ones too.
   */
  'apiKeys': (_neighbourhood_auth_v1_ApiKey__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
