// Original file: neighbourhood/notification/v1/webhooks.proto

import type { WebhookStatus as _neighbourhood_notification_v1_WebhookStatus, WebhookStatus__Output as _neighbourhood_notification_v1_WebhookStatus__Output } from '../../../neighbourhood/notification/v1/WebhookStatus.ts';

/**
 * UpdateWebhookRequest changes the fields that are present.
 */
export interface UpdateWebhookRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
  /**
   * New address.
   */
  'url'?: (string);
  /**
   * New event types; empty leaves them as they are.
   */
  'eventTypes'?: (string)[];
  /**
   * New description; empty clears it.
   */
  'description'?: (string);
  /**
   * New state; unspecified leaves it as it is.
   */
  'status'?: (_neighbourhood_notification_v1_WebhookStatus);
  '_url'?: "url";
  '_description'?: "description";
}

/**
 * UpdateWebhookRequest changes the fields that are present.
 */
export interface UpdateWebhookRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
  /**
   * New address.
   */
  'url'?: (string);
  /**
   * New event types; empty leaves them as they are.
   */
  'eventTypes': (string)[];
  /**
   * New description; empty clears it.
   */
  'description'?: (string);
  /**
   * New state; unspecified leaves it as it is.
   */
  'status': (_neighbourhood_notification_v1_WebhookStatus__Output);
  '_url'?: "url";
  '_description'?: "description";
}
