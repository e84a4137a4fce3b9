// Original file: neighbourhood/auth/v1/oauth.proto


/**
 * OAuthRequest asks to sign in at an identity provider.
 */
export interface OAuthRequest {
  /**
   * Id of the identity provider, as `google` or `github`.
   */
  'provider'?: (string);
  /**
   * Where the provider sends the browser; empty means the configured address, others must be configured too.
   */
  'redirectUri'?: (string);
}

/**
 * OAuthRequest asks to sign in at an identity provider.
 */
export interface OAuthRequest__Output {
  /**
   * Id of the identity provider, as `google` or `github`.
   */
  'provider': (string);
  /**
   * Where the provider sends the browser; empty means the configured address, others must be configured too.
   */
  'redirectUri': (string);
}
