// Original file: neighbourhood/notification/v1/webhooks.proto

import type { Webhook as _neighbourhood_notification_v1_Webhook, Webhook__Output as _neighbourhood_notification_v1_Webhook__Output } from '../../../neighbourhood/notification/v1/Webhook.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * RotateWebhookSecretResponse is the new secret.
 */
export interface RotateWebhookSecretResponse {
  /**
   * The endpoint.
   */
  'webhook'?: (_neighbourhood_notification_v1_Webhook | null);
  /**
   * New signing secret `whsec_…`, shown only here.
   */
  'secret'?: (string);
  /**
   * When the old secret stops signing.
   */
  'previousExpiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * RotateWebhookSecretResponse is the new secret.
 */
export interface RotateWebhookSecretResponse__Output {
  /**
   * The endpoint.
   */
  'webhook': (_neighbourhood_notification_v1_Webhook__Output | null);
  /**
   * New signing secret `whsec_…`, shown only here.
   */
  'secret': (string);
  /**
   * When the old secret stops signing.
   */
  'previousExpiresAt': (_google_protobuf_Timestamp__Output | null);
}
