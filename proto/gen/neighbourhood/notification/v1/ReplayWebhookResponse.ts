// Original file: neighbourhood/notification/v1/deliveries.proto


/**
 * ReplayWebhookResponse tells how much is due.
 */
export interface ReplayWebhookResponse {
  /**
   * Deliveries that are due again.
   */
  'count'?: (number);
}

/**
 * ReplayWebhookResponse tells how much is due.
 */
export interface ReplayWebhookResponse__Output {
  /**
   * Deliveries that are due again.
   */
  'count': (number);
}
