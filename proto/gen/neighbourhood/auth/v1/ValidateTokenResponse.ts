// Original file: neighbourhood/auth/v1/sessions.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ValidateTokenResponse tells whether a token is valid and whose it is.
 */
export interface ValidateTokenResponse {
  /**
   * Whether the token is valid now.
   */
  'valid'?: (boolean);
  /**
   * `usr_…`; empty when not valid.
   */
  'userId'?: (string);
  /**
   * Address of the user; empty when not valid.
   */
  'email'?: (string);
  /**
   * When the token expires; absent when not valid.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Why it is not valid: `malformed`, `signature`, `expired` or `revoked`; empty when valid.
   */
  'reason'?: (string);
  /**
   * `ses_…` of the token; empty when not valid.
   */
  'sessionId'?: (string);
}

/**
 * ValidateTokenResponse tells whether a token is valid and whose it is.
 */
export interface ValidateTokenResponse__Output {
  /**
   * Whether the token is valid now.
   */
  'valid': (boolean);
  /**
   * `usr_…`; empty when not valid.
   */
  'userId': (string);
  /**
   * Address of the user; empty when not valid.
   */
  'email': (string);
  /**
   * When the token expires; absent when not valid.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Why it is not valid: `malformed`, `signature`, `expired` or `revoked`; empty when valid.
   */
  'reason': (string);
  /**
   * `ses_…` of the token; empty when not valid.
   */
  'sessionId': (string);
}
