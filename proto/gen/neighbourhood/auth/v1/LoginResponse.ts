// Original file: neighbourhood/auth/v1/users.proto

import type { User as _neighbourhood_auth_v1_User, User__Output as _neighbourhood_auth_v1_User__Output } from '../../../neighbourhood/auth/v1/User.ts';
import type { TokenPair as _neighbourhood_auth_v1_TokenPair, TokenPair__Output as _neighbourhood_auth_v1_TokenPair__Output } from '../../../neighbourhood/auth/v1/TokenPair.ts';

/**
 * LoginResponse is the signed-in user.
 */
export interface LoginResponse {
  /**
   * The user.
   */
  'user'?: (_neighbourhood_auth_v1_User | null);
  /**
   * Tokens of a new session.
   */
  'tokens'?: (_neighbourhood_auth_v1_TokenPair | null);
}

/**
 * LoginResponse is the signed-in user.
 */
export interface LoginResponse__Output {
  /**
   * The user.
   */
  'user': (_neighbourhood_auth_v1_User__Output | null);
  /**
   * Tokens of a new session.
   */
  'tokens': (_neighbourhood_auth_v1_TokenPair__Output | null);
}
