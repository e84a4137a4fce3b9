// Original file: neighbourhood/events/v1/integration_events.proto


/**
 * ActionFailed: CloudEvent `action.failed` on topic `integration.events`; an action was tried and failed.
 */
export interface ActionFailed {
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
   * Id of the action.
   */
  'action'?: (string);
  /**
   * `exe_…` of the run that called it; empty for a direct call.
   */
  'executionId'?: (string);
  /**
   * Code of the error, as `PROVIDER.TIMEOUT`.
   */
  'code'?: (string);
  /**
   * Calls made to the provider.
   */
  'attempts'?: (number);
}

/**
 * ActionFailed: CloudEvent `action.failed` on topic `integration.events`; an action was tried and failed.
 */
export interface ActionFailed__Output {
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
   * Id of the action.
   */
  'action': (string);
  /**
   * `exe_…` of the run that called it; empty for a direct call.
   */
  'executionId': (string);
  /**
   * Code of the error, as `PROVIDER.TIMEOUT`.
   */
  'code': (string);
  /**
   * Calls made to the provider.
   */
  'attempts': (number);
}
