// Original file: neighbourhood/notification/v1/webhooks.proto

import type { Webhook as _neighbourhood_notification_v1_Webhook, Webhook__Output as _neighbourhood_notification_v1_Webhook__Output } from '../../../neighbourhood/notification/v1/Webhook.ts';

/**
 * WebhookResponse is the new endpoint.
 */
export interface WebhookResponse {
  /**
   * The endpoint.
   */
  'webhook'?: (_neighbourhood_notification_v1_Webhook | null);
  /**
   * Signing secret `whsec_…`, shown only here.
   */
  'secret'?: (string);
}

/**
 * WebhookResponse is the new endpoint.
 */
export interface WebhookResponse__Output {
  /**
   * The endpoint.
   */
  'webhook': (_neighbourhood_notification_v1_Webhook__Output | null);
  /**
   * Signing secret `whsec_…`, shown only here.
   */
  'secret': (string);
}
