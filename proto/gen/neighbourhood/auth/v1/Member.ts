// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Role as _neighbourhood_auth_v1_Role, Role__Output as _neighbourhood_auth_v1_Role__Output } from '../../../neighbourhood/auth/v1/Role.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Member is a user in a workspace.
 */
export interface Member {
  /**
   * `usr_…`.
   */
  'userId'?: (string);
  /**
   * Address of the user.
   */
  'email'?: (string);
  /**
   * Given name; may be empty.
   */
  'firstName'?: (string);
  /**
   * Family name; may be empty.
   */
  'lastName'?: (string);
  /**
   * Role in the workspace.
   */
  'role'?: (_neighbourhood_auth_v1_Role);
  /**
   * Whether the member opened the workspace, and so cannot be removed.
   */
  'owner'?: (boolean);
  /**
   * When the user joined.
   */
  'joinedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * Member is a user in a workspace.
 */
export interface Member__Output {
  /**
   * `usr_…`.
   */
  'userId': (string);
  /**
   * Address of the user.
   */
  'email': (string);
  /**
   * Given name; may be empty.
   */
  'firstName': (string);
  /**
   * Family name; may be empty.
   */
  'lastName': (string);
  /**
   * Role in the workspace.
   */
  'role': (_neighbourhood_auth_v1_Role__Output);
  /**
   * Whether the member opened the workspace, and so cannot be removed.
   */
  'owner': (boolean);
  /**
   * When the user joined.
   */
  'joinedAt': (_google_protobuf_Timestamp__Output | null);
}
