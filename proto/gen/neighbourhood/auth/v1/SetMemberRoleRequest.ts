// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Role as _neighbourhood_auth_v1_Role, Role__Output as _neighbourhood_auth_v1_Role__Output } from '../../../neighbourhood/auth/v1/Role.ts';

/**
 * SetMemberRoleRequest gives a user a role.
 */
export interface SetMemberRoleRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `usr_…`.
   */
  'userId'?: (string);
  /**
   * The role; not unspecified.
   */
  'role'?: (_neighbourhood_auth_v1_Role);
}

/**
 * SetMemberRoleRequest gives a user a role.
 */
export interface SetMemberRoleRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `usr_…`.
   */
  'userId': (string);
  /**
   * The role; not unspecified.
   */
  'role': (_neighbourhood_auth_v1_Role__Output);
}
