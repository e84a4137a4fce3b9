// Original file: neighbourhood/auth/v1/users.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * User is a person who signs in.
 */
export interface User {
  /**
   * `usr_…`.
   */
  'id'?: (string);
  /**
   * Address as the user wrote it; compared without regard to case.
   */
  'email'?: (string);
  /**
   * Given name; empty when unknown.
   */
  'firstName'?: (string);
  /**
   * Family name; empty when unknown.
   */
  'lastName'?: (string);
  /**
   * Company name; empty when unknown.
   */
  'company'?: (string);
  /**
   * https address of a picture; empty when there is none.
   */
  'avatarUrl'?: (string);
  /**
   * Whether the address was confirmed.
   */
  'emailVerified'?: (boolean);
  /**
   * When the user registered.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When the profile last changed.
   */
  'updatedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * User is a person who signs in.
 */
export interface User__Output {
  /**
   * `usr_…`.
   */
  'id': (string);
  /**
   * Address as the user wrote it; compared without regard to case.
   */
  'email': (string);
  /**
   * Given name; empty when unknown.
   */
  'firstName': (string);
  /**
   * Family name; empty when unknown.
   */
  'lastName': (string);
  /**
   * Company name; empty when unknown.
   */
  'company': (string);
  /**
   * https address of a picture; empty when there is none.
   */
  'avatarUrl': (string);
  /**
   * Whether the address was confirmed.
   */
  'emailVerified': (boolean);
  /**
   * When the user registered.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When the profile last changed.
   */
  'updatedAt': (_google_protobuf_Timestamp__Output | null);
}
