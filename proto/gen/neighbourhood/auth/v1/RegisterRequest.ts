// Original file: neighbourhood/auth/v1/users.proto

import type { ClientInfo as _neighbourhood_auth_v1_ClientInfo, ClientInfo__Output as _neighbourhood_auth_v1_ClientInfo__Output } from '../../../neighbourhood/auth/v1/ClientInfo.ts';

/**
 * RegisterRequest asks for a new account.
 */
export interface RegisterRequest {
  /**
   * Address, at most 254 characters.
   */
  'email'?: (string);
  /**
   * Password in clear text, 8 to 256 characters; never stored or logged.
   */
  'password'?: (string);
  /**
   * Given name, at most 100 characters; optional.
   */
  'firstName'?: (string);
  /**
   * Family name, at most 100 characters; optional.
   */
  'lastName'?: (string);
  /**
   * Company, at most 200 characters; optional.
   */
  'company'?: (string);
  /**
   * The device that asks.
   */
  'client'?: (_neighbourhood_auth_v1_ClientInfo | null);
}

/**
 * RegisterRequest asks for a new account.
 */
export interface RegisterRequest__Output {
  /**
   * Address, at most 254 characters.
   */
  'email': (string);
  /**
   * Password in clear text, 8 to 256 characters; never stored or logged.
   */
  'password': (string);
  /**
   * Given name, at most 100 characters; optional.
   */
  'firstName': (string);
  /**
   * Family name, at most 100 characters; optional.
   */
  'lastName': (string);
  /**
   * Company, at most 200 characters; optional.
   */
  'company': (string);
  /**
   * The device that asks.
   */
  'client': (_neighbourhood_auth_v1_ClientInfo__Output | null);
}
