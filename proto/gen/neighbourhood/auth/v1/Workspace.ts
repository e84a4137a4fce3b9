// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Role as _neighbourhood_auth_v1_Role, Role__Output as _neighbourhood_auth_v1_Role__Output } from '../../../neighbourhood/auth/v1/Role.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Workspace is a tenant.
 */
export interface Workspace {
  /**
   * `wsp_…`.
   */
  'id'?: (string);
  /**
   * Name, 1 to 100 characters.
   */
  'name'?: (string);
  /**
   * Plan, as `free`.
   */
  'plan'?: (string);
  /**
   * The caller's role in it.
   */
  'role'?: (_neighbourhood_auth_v1_Role);
  /**
   * When it was opened.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Addresses to which connections may return.
   */
  'redirectUris'?: (string)[];
}

/**
 * Workspace is a tenant.
 */
export interface Workspace__Output {
  /**
   * `wsp_…`.
   */
  'id': (string);
  /**
   * Name, 1 to 100 characters.
   */
  'name': (string);
  /**
   * Plan, as `free`.
   */
  'plan': (string);
  /**
   * The caller's role in it.
   */
  'role': (_neighbourhood_auth_v1_Role__Output);
  /**
   * When it was opened.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Addresses to which connections may return.
   */
  'redirectUris': (string)[];
}
