// Original file: neighbourhood/notification/v1/webhooks.proto

import type { Webhook as _neighbourhood_notification_v1_Webhook, Webhook__Output as _neighbourhood_notification_v1_Webhook__Output } from '../../../neighbourhood/notification/v1/Webhook.ts';

/**
 * UpdateWebhookResponse is the endpoint after the change.
 */
export interface UpdateWebhookResponse {
  /**
   * The endpoint.
   */
  'webhook'?: (_neighbourhood_notification_v1_Webhook | null);
}

/**
 * UpdateWebhookResponse is the endpoint after the change.
 */
export interface UpdateWebhookResponse__Output {
  /**
   * The endpoint.
   */
  'webhook': (_neighbourhood_notification_v1_Webhook__Output | null);
}
