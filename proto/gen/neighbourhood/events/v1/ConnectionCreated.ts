// Original file: neighbourhood/events/v1/integration_events.proto


/**
 * ConnectionCreated: CloudEvent `connection.created` on topic `integration.events`; an account was connected.
 */
export interface ConnectionCreated {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `con_…`.
   */
  'connectionId'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Scopes that the provider granted.
   */
  'scopes'?: (string)[];
}

/**
 * ConnectionCreated: CloudEvent `connection.created` on topic `integration.events`; an account was connected.
 */
export interface ConnectionCreated__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `con_…`.
   */
  'connectionId': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Scopes that the provider granted.
   */
  'scopes': (string)[];
}
