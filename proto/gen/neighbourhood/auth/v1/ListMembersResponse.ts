// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Member as _neighbourhood_auth_v1_Member, Member__Output as _neighbourhood_auth_v1_Member__Output } from '../../../neighbourhood/auth/v1/Member.ts';

/**
 * ListMembersResponse is one page of members.
 */
export interface ListMembersResponse {
  /**
   * In order of joining.
   */
  'members'?: (_neighbourhood_auth_v1_Member)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListMembersResponse is one page of members.
 */
export interface ListMembersResponse__Output {
  /**
   * In order of joining.
   */
  'members': (_neighbourhood_auth_v1_Member__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
