// Original file: neighbourhood/auth/v1/api_keys.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ApiKey is a workspace's credential, without its secret.
 */
export interface ApiKey {
  /**
   * `key_…`.
   */
  'id'?: (string);
  /**
   * Name, 1 to 100 characters.
   */
  'name'?: (string);
  /**
   * First characters of the key, which tell keys apart and reveal no secret.
   */
  'prefix'?: (string);
  /**
   * Permissions as `workflow:execute`; empty means all but workspaces, members, keys and audit.
   */
  'scopes'?: (string)[];
  /**
   * Requests per hour.
   */
  'rateLimitPerHour'?: (number);
  /**
   * When it was created.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it ends by itself; absent when never.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Last use, to the minute; absent when never used.
   */
  'lastUsedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it was revoked; absent when it was not.
   */
  'revokedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * ApiKey is a workspace's credential, without its secret.
 */
export interface ApiKey__Output {
  /**
   * `key_…`.
   */
  'id': (string);
  /**
   * Name, 1 to 100 characters.
   */
  'name': (string);
  /**
   * First characters of the key, which tell keys apart and reveal no secret.
   */
  'prefix': (string);
  /**
   * Permissions as `workflow:execute`; empty means all but workspaces, members, keys and audit.
   */
  'scopes': (string)[];
  /**
   * Requests per hour.
   */
  'rateLimitPerHour': (number);
  /**
   * When it was created.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it ends by itself; absent when never.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Last use, to the minute; absent when never used.
   */
  'lastUsedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it was revoked; absent when it was not.
   */
  'revokedAt': (_google_protobuf_Timestamp__Output | null);
}
