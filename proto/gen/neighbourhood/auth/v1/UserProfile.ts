// Original file: neighbourhood/auth/v1/users.proto

import type { User as _neighbourhood_auth_v1_User, User__Output as _neighbourhood_auth_v1_User__Output } from '../../../neighbourhood/auth/v1/User.ts';
import type { WorkspaceMembership as _neighbourhood_auth_v1_WorkspaceMembership, WorkspaceMembership__Output as _neighbourhood_auth_v1_WorkspaceMembership__Output } from '../../../neighbourhood/auth/v1/WorkspaceMembership.ts';

/**
 * UserProfile is a user with the workspaces it belongs to.
 */
export interface UserProfile {
  /**
   * The user.
   */
  'user'?: (_neighbourhood_auth_v1_User | null);
  /**
   * Its workspaces, oldest membership first.
   */
  'workspaces'?: (_neighbourhood_auth_v1_WorkspaceMembership)[];
}

/**
 * UserProfile is a user with the workspaces it belongs to.
 */
export interface UserProfile__Output {
  /**
   * The user.
   */
  'user': (_neighbourhood_auth_v1_User__Output | null);
  /**
   * Its workspaces, oldest membership first.
   */
  'workspaces': (_neighbourhood_auth_v1_WorkspaceMembership__Output)[];
}
