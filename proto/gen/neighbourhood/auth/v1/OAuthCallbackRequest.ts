// Original file: neighbourhood/auth/v1/oauth.proto

import type { ClientInfo as _neighbourhood_auth_v1_ClientInfo, ClientInfo__Output as _neighbourhood_auth_v1_ClientInfo__Output } from '../../../neighbourhood/auth/v1/ClientInfo.ts';

/**
 * OAuthCallbackRequest is what the identity provider sent back.
 */
export interface OAuthCallbackRequest {
  /**
   * Id of the identity provider.
   */
  'provider'?: (string);
  /**
   * Authorisation code.
   */
  'code'?: (string);
  /**
   * State of the OAuthResponse.
   */
  'state'?: (string);
  /**
   * The device that asks.
   */
  'client'?: (_neighbourhood_auth_v1_ClientInfo | null);
}

/**
 * OAuthCallbackRequest is what the identity provider sent back.
 */
export interface OAuthCallbackRequest__Output {
  /**
   * Id of the identity provider.
   */
  'provider': (string);
  /**
   * Authorisation code.
   */
  'code': (string);
  /**
   * State of the OAuthResponse.
   */
  'state': (string);
  /**
   * The device that asks.
   */
  'client': (_neighbourhood_auth_v1_ClientInfo__Output | null);
}
