// Original file: neighbourhood/auth/v1/users.proto

import type { ClientInfo as _neighbourhood_auth_v1_ClientInfo, ClientInfo__Output as _neighbourhood_auth_v1_ClientInfo__Output } from '../../../neighbourhood/auth/v1/ClientInfo.ts';

/**
 * LoginRequest is one attempt to sign in.
 */
export interface LoginRequest {
  /**
   * Address of the account.
   */
  'email'?: (string);
  /**
   * Password in clear text; never logged.
   */
  'password'?: (string);
  /**
   * The device that asks; tries are counted per address.
   */
  'client'?: (_neighbourhood_auth_v1_ClientInfo | null);
}

/**
 * LoginRequest is one attempt to sign in.
 */
export interface LoginRequest__Output {
  /**
   * Address of the account.
   */
  'email': (string);
  /**
   * Password in clear text; never logged.
   */
  'password': (string);
  /**
   * The device that asks; tries are counted per address.
   */
  'client': (_neighbourhood_auth_v1_ClientInfo__Output | null);
}
