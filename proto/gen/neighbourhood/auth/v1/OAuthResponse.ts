// Original file: neighbourhood/auth/v1/oauth.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * OAuthResponse is where to send the browser.
 */
export interface OAuthResponse {
  /**
   * Address at the identity provider.
   */
  'url'?: (string);
  /**
   * Single-use value that comes back with the code.
   */
  'state'?: (string);
  /**
   * When the state expires.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * OAuthResponse is where to send the browser.
 */
export interface OAuthResponse__Output {
  /**
   * Address at the identity provider.
   */
  'url': (string);
  /**
   * Single-use value that comes back with the code.
   */
  'state': (string);
  /**
   * When the state expires.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
}
