// Original file: neighbourhood/auth/v1/sessions.proto

import type { ClientInfo as _neighbourhood_auth_v1_ClientInfo, ClientInfo__Output as _neighbourhood_auth_v1_ClientInfo__Output } from '../../../neighbourhood/auth/v1/ClientInfo.ts';

/**
 * RefreshTokenRequest carries a refresh token.
 */
export interface RefreshTokenRequest {
  /**
   * The opaque token.
   */
  'refreshToken'?: (string);
  /**
   * The device that asks.
   */
  'client'?: (_neighbourhood_auth_v1_ClientInfo | null);
}

/**
 * RefreshTokenRequest carries a refresh token.
 */
export interface RefreshTokenRequest__Output {
  /**
   * The opaque token.
   */
  'refreshToken': (string);
  /**
   * The device that asks.
   */
  'client': (_neighbourhood_auth_v1_ClientInfo__Output | null);
}
