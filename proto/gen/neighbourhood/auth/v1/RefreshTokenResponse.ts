// Original file: neighbourhood/auth/v1/sessions.proto

import type { TokenPair as _neighbourhood_auth_v1_TokenPair, TokenPair__Output as _neighbourhood_auth_v1_TokenPair__Output } from '../../../neighbourhood/auth/v1/TokenPair.ts';

/**
 * RefreshTokenResponse is the next pair of tokens.
 */
export interface RefreshTokenResponse {
  /**
   * The successor; repeating a refresh within its grace time answers the same pair.
   */
  'tokens'?: (_neighbourhood_auth_v1_TokenPair | null);
}

/**
 * RefreshTokenResponse is the next pair of tokens.
 */
export interface RefreshTokenResponse__Output {
  /**
   * The successor; repeating a refresh within its grace time answers the same pair.
   */
  'tokens': (_neighbourhood_auth_v1_TokenPair__Output | null);
}
