// Original file: neighbourhood/integration/v1/providers.proto

/**
 * AuthType is how a provider lets us act for an account.
 */
export const AuthType = {
  /**
   * Not known.
   */
  AUTH_TYPE_UNSPECIFIED: 'AUTH_TYPE_UNSPECIFIED',
  /**
   * OAuth 2.0 authorisation code.
   */
  AUTH_TYPE_OAUTH2: 'AUTH_TYPE_OAUTH2',
  /**
   * A key that the end user hands over.
   */
  AUTH_TYPE_API_KEY: 'AUTH_TYPE_API_KEY',
  /**
   * User name and password, or account id and token.
   */
  AUTH_TYPE_BASIC: 'AUTH_TYPE_BASIC',
  /**
   * Nothing.
   */
  AUTH_TYPE_NONE: 'AUTH_TYPE_NONE',
  /**
   * OAuth 2.0 client credentials of the end user's own client.
   */
  AUTH_TYPE_CLIENT_CREDENTIALS: 'AUTH_TYPE_CLIENT_CREDENTIALS',
  /**
   * A JWT that the end user's private key signs.
   */
  AUTH_TYPE_KEY_PAIR: 'AUTH_TYPE_KEY_PAIR',
} as const;

/**
 * AuthType is how a provider lets us act for an account.
 */
export type AuthType =
  /**
   * Not known.
   */
  | 'AUTH_TYPE_UNSPECIFIED'
  | 0
  /**
   * OAuth 2.0 authorisation code.
   */
  | 'AUTH_TYPE_OAUTH2'
  | 1
  /**
   * A key that the end user hands over.
   */
  | 'AUTH_TYPE_API_KEY'
  | 2
  /**
   * User name and password, or account id and token.
   */
  | 'AUTH_TYPE_BASIC'
  | 3
  /**
   * Nothing.
   */
  | 'AUTH_TYPE_NONE'
  | 4
  /**
   * OAuth 2.0 client credentials of the end user's own client.
   */
  | 'AUTH_TYPE_CLIENT_CREDENTIALS'
  | 5
  /**
   * A JWT that the end user's private key signs.
   */
  | 'AUTH_TYPE_KEY_PAIR'
  | 6

/**
 * AuthType is how a provider lets us act for an account.
 */
export type AuthType__Output = typeof AuthType[keyof typeof AuthType]
