// Original file: neighbourhood/auth/v1/users.proto

import type { User as _neighbourhood_auth_v1_User, User__Output as _neighbourhood_auth_v1_User__Output } from '../../../neighbourhood/auth/v1/User.ts';
import type { TokenPair as _neighbourhood_auth_v1_TokenPair, TokenPair__Output as _neighbourhood_auth_v1_TokenPair__Output } from '../../../neighbourhood/auth/v1/TokenPair.ts';

/**
 * RegisterResponse is the new user, signed in.
 */
export interface RegisterResponse {
  /**
   * The new user.
   */
  'user'?: (_neighbourhood_auth_v1_User | null);
  /**
   * Its first tokens.
   */
  'tokens'?: (_neighbourhood_auth_v1_TokenPair | null);
}

/**
 * RegisterResponse is the new user, signed in.
 */
export interface RegisterResponse__Output {
  /**
   * The new user.
   */
  'user': (_neighbourhood_auth_v1_User__Output | null);
  /**
   * Its first tokens.
   */
  'tokens': (_neighbourhood_auth_v1_TokenPair__Output | null);
}
