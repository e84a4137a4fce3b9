// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * CreateHookRequest describes a hook.
 */
export interface CreateHookRequest {
  /**
   * Kebab-case, at most 100 characters.
   */
  'path'?: (string);
  /**
   * Type of its events; empty means `hook.received`.
   */
  'eventType'?: (string);
  /**
   * The customer's own id of the end user of its events; may be empty.
   */
  'endUserId'?: (string);
  /**
   * For people, at most 500 characters.
   */
  'description'?: (string);
  /**
   * Id of a provider whose webhooks it is to take; then the event type is the provider's.
   */
  'provider'?: (string);
  /**
   * What that provider signs with, or its public key; empty means a new one. At most 1000 characters.
   */
  'secret'?: (string);
}

/**
 * CreateHookRequest describes a hook.
 */
export interface CreateHookRequest__Output {
  /**
   * Kebab-case, at most 100 characters.
   */
  'path': (string);
  /**
   * Type of its events; empty means `hook.received`.
   */
  'eventType': (string);
  /**
   * The customer's own id of the end user of its events; may be empty.
   */
  'endUserId': (string);
  /**
   * For people, at most 500 characters.
   */
  'description': (string);
  /**
   * Id of a provider whose webhooks it is to take; then the event type is the provider's.
   */
  'provider': (string);
  /**
   * What that provider signs with, or its public key; empty means a new one. At most 1000 characters.
   */
  'secret': (string);
}
