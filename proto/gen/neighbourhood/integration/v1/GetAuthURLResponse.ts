// Original file: neighbourhood/integration/v1/connections.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * GetAuthURLResponse is where to send the end user.
 */
export interface GetAuthURLResponse {
  /**
   * Our own `/connect/{token}`.
   */
  'url'?: (string);
  /**
   * Single-use value that comes back with the code.
   */
  'state'?: (string);
  /**
   * When both expire.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * GetAuthURLResponse is where to send the end user.
 */
export interface GetAuthURLResponse__Output {
  /**
   * Our own `/connect/{token}`.
   */
  'url': (string);
  /**
   * Single-use value that comes back with the code.
   */
  'state': (string);
  /**
   * When both expire.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
}
