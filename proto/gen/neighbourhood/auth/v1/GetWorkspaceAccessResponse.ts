// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Role as _neighbourhood_auth_v1_Role, Role__Output as _neighbourhood_auth_v1_Role__Output } from '../../../neighbourhood/auth/v1/Role.ts';

/**
 * GetWorkspaceAccessResponse is what the user may do there.
 */
export interface GetWorkspaceAccessResponse {
  /**
   * Role of the member.
   */
  'role'?: (_neighbourhood_auth_v1_Role);
  /**
   * Permissions as `workflow:write`, sorted.
   */
  'permissions'?: (string)[];
}

/**
 * GetWorkspaceAccessResponse is what the user may do there.
 */
export interface GetWorkspaceAccessResponse__Output {
  /**
   * Role of the member.
   */
  'role': (_neighbourhood_auth_v1_Role__Output);
  /**
   * Permissions as `workflow:write`, sorted.
   */
  'permissions': (string)[];
}
