// Original file: neighbourhood/notification/v1/webhooks.proto


/**
 * WebhookRequest describes a new endpoint.
 */
export interface WebhookRequest {
  /**
   * https address, at most 2048 characters, without user name or password; http on loopback in the local
   * profile.
   */
  'url'?: (string);
  /**
   * At least one, each a known type, `*`, or a family as `consent.*`.
   */
  'eventTypes'?: (string)[];
  /**
   * At most 500 characters; optional.
   */
  'description'?: (string);
}

/**
 * WebhookRequest describes a new endpoint.
 */
export interface WebhookRequest__Output {
  /**
   * https address, at most 2048 characters, without user name or password; http on loopback in the local
   * profile.
   */
  'url': (string);
  /**
   * At least one, each a known type, `*`, or a family as `consent.*`.
   */
  'eventTypes': (string)[];
  /**
   * At most 500 characters; optional.
   */
  'description': (string);
}
