// Original file: neighbourhood/integration/v1/connections.proto


/**
 * GetAuthURLRequest describes a connection to be made.
 */
export interface GetAuthURLRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * The customer's own id of the end user, 1 to 200 characters.
   */
  'endUserId'?: (string);
  /**
   * Scopes to ask for; empty means the provider's default set.
   */
  'scopes'?: (string)[];
  /**
   * Where the browser goes afterwards, one of the workspace's; empty means an answer instead of a redirect.
   */
  'redirectUri'?: (string);
  /**
   * What the provider needs to connect, as {site_url: …}.
   */
  'params'?: ({[key: string]: string});
}

/**
 * GetAuthURLRequest describes a connection to be made.
 */
export interface GetAuthURLRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * The customer's own id of the end user, 1 to 200 characters.
   */
  'endUserId': (string);
  /**
   * Scopes to ask for; empty means the provider's default set.
   */
  'scopes': (string)[];
  /**
   * Where the browser goes afterwards, one of the workspace's; empty means an answer instead of a redirect.
   */
  'redirectUri': (string);
  /**
   * What the provider needs to connect, as {site_url: …}.
   */
  'params': ({[key: string]: string});
}
