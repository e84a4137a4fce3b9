// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * GetRedirectUrisResponse is the list of allowed addresses.
 */
export interface GetRedirectUrisResponse {
  /**
   * Compared exactly.
   */
  'redirectUris'?: (string)[];
}

/**
 * GetRedirectUrisResponse is the list of allowed addresses.
 */
export interface GetRedirectUrisResponse__Output {
  /**
   * Compared exactly.
   */
  'redirectUris': (string)[];
}
