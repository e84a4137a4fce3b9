// Original file: neighbourhood/auth/v1/sessions.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * GetJwksResponse is the current set of public keys.
 */
export interface GetJwksResponse {
  /**
   * JWK set as in RFC 7517: {keys: [{kid, kty, crv, x, alg, use}]}.
   */
  'jwks'?: (_google_protobuf_Value | null);
}

/**
 * GetJwksResponse is the current set of public keys.
 */
export interface GetJwksResponse__Output {
  /**
   * JWK set as in RFC 7517: {keys: [{kid, kty, crv, x, alg, use}]}.
   */
  'jwks': (_google_protobuf_Value__Output | null);
}
