// Original file: neighbourhood/auth/v1/users.proto

import type { ClientInfo as _neighbourhood_auth_v1_ClientInfo, ClientInfo__Output as _neighbourhood_auth_v1_ClientInfo__Output } from '../../../neighbourhood/auth/v1/ClientInfo.ts';

/**
 * RequestPasswordResetRequest names an account by address.
 */
export interface RequestPasswordResetRequest {
  /**
   * Address of the account, existing or not.
   */
  'email'?: (string);
  /**
   * The device that asks.
   */
  'client'?: (_neighbourhood_auth_v1_ClientInfo | null);
}

/**
 * RequestPasswordResetRequest names an account by address.
 */
export interface RequestPasswordResetRequest__Output {
  /**
   * Address of the account, existing or not.
   */
  'email': (string);
  /**
   * The device that asks.
   */
  'client': (_neighbourhood_auth_v1_ClientInfo__Output | null);
}
