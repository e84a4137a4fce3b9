// Original file: neighbourhood/notification/v1/webhooks.proto

import type { Webhook as _neighbourhood_notification_v1_Webhook, Webhook__Output as _neighbourhood_notification_v1_Webhook__Output } from '../../../neighbourhood/notification/v1/Webhook.ts';

/**
 * ListWebhooksResponse is one page of endpoints.
 */
export interface ListWebhooksResponse {
  /**
   * Newest first.
   */
  'webhooks'?: (_neighbourhood_notification_v1_Webhook)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListWebhooksResponse is one page of endpoints.
 */
export interface ListWebhooksResponse__Output {
  /**
   * Newest first.
   */
  'webhooks': (_neighbourhood_notification_v1_Webhook__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
