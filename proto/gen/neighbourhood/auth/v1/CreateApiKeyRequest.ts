// Original file: neighbourhood/auth/v1/api_keys.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * CreateApiKeyRequest describes a new key.
 */
export interface CreateApiKeyRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * Name, 1 to 100 characters.
   */
  'name'?: (string);
  /**
   * Permissions of the key; empty means the default.
   */
  'scopes'?: (string)[];
  /**
   * When the key ends, in the future; absent when never.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Requests per hour; 0 means 1000.
   */
  'rateLimitPerHour'?: (number);
}

/**
 * CreateApiKeyRequest describes a new key.
 */
export interface CreateApiKeyRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * Name, 1 to 100 characters.
   */
  'name': (string);
  /**
   * Permissions of the key; empty means the default.
   */
  'scopes': (string)[];
  /**
   * When the key ends, in the future; absent when never.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Requests per hour; 0 means 1000.
   */
  'rateLimitPerHour': (number);
}
