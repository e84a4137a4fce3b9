// Original file: neighbourhood/events/v1/integration_events.proto


/**
 * ConnectionRevoked: CloudEvent `connection.revoked` on topic `integration.events`; a connection was deleted.
 */
export interface ConnectionRevoked {
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
}

/**
 * ConnectionRevoked: CloudEvent `connection.revoked` on topic `integration.events`; a connection was deleted.
 */
export interface ConnectionRevoked__Output {
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
}
