// Original file: neighbourhood/auth/v1/users.proto

import type { UserProfile as _neighbourhood_auth_v1_UserProfile, UserProfile__Output as _neighbourhood_auth_v1_UserProfile__Output } from '../../../neighbourhood/auth/v1/UserProfile.ts';

/**
 * UpdateUserProfileResponse is the profile after the change.
 */
export interface UpdateUserProfileResponse {
  /**
   * The profile.
   */
  'profile'?: (_neighbourhood_auth_v1_UserProfile | null);
}

/**
 * UpdateUserProfileResponse is the profile after the change.
 */
export interface UpdateUserProfileResponse__Output {
  /**
   * The profile.
   */
  'profile': (_neighbourhood_auth_v1_UserProfile__Output | null);
}
