// Original file: neighbourhood/notification/v1/webhooks.proto


/**
 * GetWebhookRequest names an endpoint.
 */
export interface GetWebhookRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
}

/**
 * GetWebhookRequest names an endpoint.
 */
export interface GetWebhookRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
}
