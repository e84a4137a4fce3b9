// Original file: neighbourhood/integration/v1/connections.proto


/**
 * Account is the provider's account behind a connection.
 */
export interface Account {
  /**
   * The provider's id of the account.
   */
  'id'?: (string);
  /**
   * Name or address for people; may be empty.
   */
  'name'?: (string);
}

/**
 * Account is the provider's account behind a connection.
 */
export interface Account__Output {
  /**
   * The provider's id of the account.
   */
  'id': (string);
  /**
   * Name or address for people; may be empty.
   */
  'name': (string);
}
