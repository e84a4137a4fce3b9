// Original file: neighbourhood/notification/v1/webhooks.proto


/**
 * DeleteWebhookRequest names an endpoint.
 */
export interface DeleteWebhookRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
}

/**
 * DeleteWebhookRequest names an endpoint.
 */
export interface DeleteWebhookRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
}
