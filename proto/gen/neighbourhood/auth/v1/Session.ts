// Original file: neighbourhood/auth/v1/sessions.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Session is one device on which a user is signed in.
 */
export interface Session {
  /**
   * `ses_…`.
   */
  'id'?: (string);
  /**
   * Address of the client at sign-in.
   */
  'ip'?: (string);
  /**
   * `User-Agent` at sign-in.
   */
  'userAgent'?: (string);
  /**
   * When the user signed in.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Last refresh.
   */
  'lastUsedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When the session ends by itself.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Whether it is the session of this call.
   */
  'current'?: (boolean);
}

/**
 * Session is one device on which a user is signed in.
 */
export interface Session__Output {
  /**
   * `ses_…`.
   */
  'id': (string);
  /**
   * Address of the client at sign-in.
   */
  'ip': (string);
  /**
   * `User-Agent` at sign-in.
   */
  'userAgent': (string);
  /**
   * When the user signed in.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Last refresh.
   */
  'lastUsedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When the session ends by itself.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Whether it is the session of this call.
   */
  'current': (boolean);
}
