// Original file: neighbourhood/auth/v1/api_keys.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * AuthenticateApiKeyResponse is what the key stands for.
 */
export interface AuthenticateApiKeyResponse {
  /**
   * `key_…`.
   */
  'keyId'?: (string);
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * Permissions as `workflow:execute`, sorted.
   */
  'permissions'?: (string)[];
  /**
   * Requests per hour.
   */
  'rateLimitPerHour'?: (number);
  /**
   * When the key ends; absent when never.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * AuthenticateApiKeyResponse is what the key stands for.
 */
export interface AuthenticateApiKeyResponse__Output {
  /**
   * `key_…`.
   */
  'keyId': (string);
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * Permissions as `workflow:execute`, sorted.
   */
  'permissions': (string)[];
  /**
   * Requests per hour.
   */
  'rateLimitPerHour': (number);
  /**
   * When the key ends; absent when never.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
}
