// Original file: neighbourhood/integration/v1/webhooks.proto


/**
 * ProviderEvent is what a webhook says of itself.
 */
export interface ProviderEvent {
  /**
   * What the provider calls it; may be empty.
   */
  'type'?: (string);
  /**
   * The same for the same delivery.
   */
  'delivery'?: (string);
  /**
   * The provider's account; empty where the message names none.
   */
  'account'?: (string);
  /**
   * The connection of that account, where there is just one.
   */
  'connectionId'?: (string);
  /**
   * The end user of that account's connections, where there is just one.
   */
  'endUserId'?: (string);
}

/**
 * ProviderEvent is what a webhook says of itself.
 */
export interface ProviderEvent__Output {
  /**
   * What the provider calls it; may be empty.
   */
  'type': (string);
  /**
   * The same for the same delivery.
   */
  'delivery': (string);
  /**
   * The provider's account; empty where the message names none.
   */
  'account': (string);
  /**
   * The connection of that account, where there is just one.
   */
  'connectionId': (string);
  /**
   * The end user of that account's connections, where there is just one.
   */
  'endUserId': (string);
}
