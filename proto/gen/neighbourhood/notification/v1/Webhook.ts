// Original file: neighbourhood/notification/v1/webhooks.proto

import type { WebhookStatus as _neighbourhood_notification_v1_WebhookStatus, WebhookStatus__Output as _neighbourhood_notification_v1_WebhookStatus__Output } from '../../../neighbourhood/notification/v1/WebhookStatus.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Webhook is a customer's endpoint.
 */
export interface Webhook {
  /**
   * `whk_…`.
   */
  'id'?: (string);
  /**
   * Where messages are posted.
   */
  'url'?: (string);
  /**
   * Event types it hears, as `consent.revoked`; `*` means every one, `consent.*` every one of a family.
   */
  'eventTypes'?: (string)[];
  /**
   * The customer's own words; may be empty.
   */
  'description'?: (string);
  /**
   * Its state.
   */
  'status'?: (_neighbourhood_notification_v1_WebhookStatus);
  /**
   * Why it is disabled: `request`, `failures` or `gone` (the endpoint answered 410); empty when active.
   */
  'disabledReason'?: (string);
  /**
   * When it was registered.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it last changed.
   */
  'updatedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Begin of the present run of failures; absent when the last attempt succeeded.
   */
  'failingSince'?: (_google_protobuf_Timestamp | null);
}

/**
 * Webhook is a customer's endpoint.
 */
export interface Webhook__Output {
  /**
   * `whk_…`.
   */
  'id': (string);
  /**
   * Where messages are posted.
   */
  'url': (string);
  /**
   * Event types it hears, as `consent.revoked`; `*` means every one, `consent.*` every one of a family.
   */
  'eventTypes': (string)[];
  /**
   * The customer's own words; may be empty.
   */
  'description': (string);
  /**
   * Its state.
   */
  'status': (_neighbourhood_notification_v1_WebhookStatus__Output);
  /**
   * Why it is disabled: `request`, `failures` or `gone` (the endpoint answered 410); empty when active.
   */
  'disabledReason': (string);
  /**
   * When it was registered.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it last changed.
   */
  'updatedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Begin of the present run of failures; absent when the last attempt succeeded.
   */
  'failingSince': (_google_protobuf_Timestamp__Output | null);
}
