// Original file: neighbourhood/events/v1/integration_events.proto


/**
 * ConnectionUpdated: CloudEvent `connection.updated` on topic `integration.events`; an account was
 * authorised again, or its scopes or state changed.
 */
export interface ConnectionUpdated {
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
  /**
   * State as in the API, as `active`.
   */
  'status'?: (string);
}

/**
 * ConnectionUpdated: CloudEvent `connection.updated` on topic `integration.events`; an account was
 * authorised again, or its scopes or state changed.
 */
export interface ConnectionUpdated__Output {
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
  /**
   * State as in the API, as `active`.
   */
  'status': (string);
}
