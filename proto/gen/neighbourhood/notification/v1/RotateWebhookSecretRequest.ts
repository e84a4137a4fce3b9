// Original file: neighbourhood/notification/v1/webhooks.proto


/**
 * RotateWebhookSecretRequest names an endpoint.
 */
export interface RotateWebhookSecretRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
  /**
   * Seconds for which messages carry the old signature too, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}

/**
 * RotateWebhookSecretRequest names an endpoint.
 */
export interface RotateWebhookSecretRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
  /**
   * Seconds for which messages carry the old signature too, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}
