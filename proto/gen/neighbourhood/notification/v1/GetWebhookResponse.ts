// Original file: neighbourhood/notification/v1/webhooks.proto

import type { Webhook as _neighbourhood_notification_v1_Webhook, Webhook__Output as _neighbourhood_notification_v1_Webhook__Output } from '../../../neighbourhood/notification/v1/Webhook.ts';

/**
 * GetWebhookResponse is an endpoint.
 */
export interface GetWebhookResponse {
  /**
   * The endpoint.
   */
  'webhook'?: (_neighbourhood_notification_v1_Webhook | null);
}

/**
 * GetWebhookResponse is an endpoint.
 */
export interface GetWebhookResponse__Output {
  /**
   * The endpoint.
   */
  'webhook': (_neighbourhood_notification_v1_Webhook__Output | null);
}
