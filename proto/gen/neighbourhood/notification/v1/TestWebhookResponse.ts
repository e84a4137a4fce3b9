// Original file: neighbourhood/notification/v1/webhooks.proto

import type { Delivery as _neighbourhood_notification_v1_Delivery, Delivery__Output as _neighbourhood_notification_v1_Delivery__Output } from '../../../neighbourhood/notification/v1/Delivery.ts';

/**
 * TestWebhookResponse is what came of it.
 */
export interface TestWebhookResponse {
  /**
   * The delivery with its one attempt.
   */
  'delivery'?: (_neighbourhood_notification_v1_Delivery | null);
}

/**
 * TestWebhookResponse is what came of it.
 */
export interface TestWebhookResponse__Output {
  /**
   * The delivery with its one attempt.
   */
  'delivery': (_neighbourhood_notification_v1_Delivery__Output | null);
}
