// Original file: neighbourhood/notification/v1/webhooks.proto


/**
 * TestWebhookRequest names an endpoint.
 */
export interface TestWebhookRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
}

/**
 * TestWebhookRequest names an endpoint.
 */
export interface TestWebhookRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
}
