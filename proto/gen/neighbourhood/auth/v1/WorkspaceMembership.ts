// Original file: neighbourhood/auth/v1/users.proto

import type { Role as _neighbourhood_auth_v1_Role, Role__Output as _neighbourhood_auth_v1_Role__Output } from '../../../neighbourhood/auth/v1/Role.ts';

/**
 * WorkspaceMembership is one workspace of a user.
 */
export interface WorkspaceMembership {
  /**
   * `wsp_…`.
   */
  'id'?: (string);
  /**
   * Name of the workspace.
   */
  'name'?: (string);
  /**
   * The user's role there.
   */
  'role'?: (_neighbourhood_auth_v1_Role);
}

/**
 * WorkspaceMembership is one workspace of a user.
 */
export interface WorkspaceMembership__Output {
  /**
   * `wsp_…`.
   */
  'id': (string);
  /**
   * Name of the workspace.
   */
  'name': (string);
  /**
   * The user's role there.
   */
  'role': (_neighbourhood_auth_v1_Role__Output);
}
