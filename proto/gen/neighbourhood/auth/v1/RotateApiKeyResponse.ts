// Original file: neighbourhood/auth/v1/api_keys.proto

import type { ApiKey as _neighbourhood_auth_v1_ApiKey, ApiKey__Output as _neighbourhood_auth_v1_ApiKey__Output } from '../../../neighbourhood/auth/v1/ApiKey.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * RotateApiKeyResponse is the successor.
 */
export interface RotateApiKeyResponse {
  /**
   * The new key without its secret.
   */
  'apiKey'?: (_neighbourhood_auth_v1_ApiKey | null);
  /**
   * The whole new key, shown only here.
   */
  'key'?: (string);
  /**
   * When the old key ends.
   */
  'previousExpiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * RotateApiKeyResponse is the successor.
 */
export interface RotateApiKeyResponse__Output {
  /**
   * The new key without its secret.
   */
  'apiKey': (_neighbourhood_auth_v1_ApiKey__Output | null);
  /**
   * The whole new key, shown only here.
   */
  'key': (string);
  /**
   * When the old key ends.
   */
  'previousExpiresAt': (_google_protobuf_Timestamp__Output | null);
}
