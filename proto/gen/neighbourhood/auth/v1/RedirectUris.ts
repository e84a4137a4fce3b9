// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * RedirectUris is a whole list, so that "unchanged" and "none" differ.
 */
export interface RedirectUris {
  /**
   * Absolute https addresses, compared exactly; http on loopback in the local profile; at most 50.
   */
  'values'?: (string)[];
}

/**
 * RedirectUris is a whole list, so that "unchanged" and "none" differ.
 */
export interface RedirectUris__Output {
  /**
   * Absolute https addresses, compared exactly; http on loopback in the local profile; at most 50.
   */
  'values': (string)[];
}
