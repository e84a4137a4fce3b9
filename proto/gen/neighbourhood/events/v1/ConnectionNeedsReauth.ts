// Original file: neighbourhood/events/v1/integration_events.proto


/**
 * ConnectionNeedsReauth: CloudEvent `connection.needs_reauth` on topic `integration.events`; the provider
 * refuses the credentials, the end user must authorise again.
 */
export interface ConnectionNeedsReauth {
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
   * Why, as `invalid_grant`.
   */
  'reason'?: (string);
}

/**
 * ConnectionNeedsReauth: CloudEvent `connection.needs_reauth` on topic `integration.events`; the provider
 * refuses the credentials, the end user must authorise again.
 */
export interface ConnectionNeedsReauth__Output {
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
   * Why, as `invalid_grant`.
   */
  'reason': (string);
}
