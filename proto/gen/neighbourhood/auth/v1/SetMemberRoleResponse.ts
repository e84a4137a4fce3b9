// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Member as _neighbourhood_auth_v1_Member, Member__Output as _neighbourhood_auth_v1_Member__Output } from '../../../neighbourhood/auth/v1/Member.ts';

/**
 * SetMemberRoleResponse is the member after the change.
 */
export interface SetMemberRoleResponse {
  /**
   * The member.
   */
  'member'?: (_neighbourhood_auth_v1_Member | null);
}

/**
 * SetMemberRoleResponse is the member after the change.
 */
export interface SetMemberRoleResponse__Output {
  /**
   * The member.
   */
  'member': (_neighbourhood_auth_v1_Member__Output | null);
}
