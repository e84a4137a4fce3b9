// Original file: neighbourhood/notification/v1/deliveries.proto

import type { DeliveryStatus as _neighbourhood_notification_v1_DeliveryStatus, DeliveryStatus__Output as _neighbourhood_notification_v1_DeliveryStatus__Output } from '../../../neighbourhood/notification/v1/DeliveryStatus.ts';
import type { DeliveryAttempt as _neighbourhood_notification_v1_DeliveryAttempt, DeliveryAttempt__Output as _neighbourhood_notification_v1_DeliveryAttempt__Output } from '../../../neighbourhood/notification/v1/DeliveryAttempt.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Delivery is one event on its way to one endpoint.
 */
export interface Delivery {
  /**
   * `dlv_…`.
   */
  'id'?: (string);
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
  /**
   * Id of the event, which is the message's `webhook-id`.
   */
  'eventId'?: (string);
  /**
   * Type of the event.
   */
  'eventType'?: (string);
  /**
   * Its state.
   */
  'status'?: (_neighbourhood_notification_v1_DeliveryStatus);
  /**
   * Attempts so far, oldest first; the last 50.
   */
  'attempts'?: (_neighbourhood_notification_v1_DeliveryAttempt)[];
  /**
   * When the next attempt is due; absent when none is.
   */
  'nextAttemptAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When the event reached us.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * Delivery is one event on its way to one endpoint.
 */
export interface Delivery__Output {
  /**
   * `dlv_…`.
   */
  'id': (string);
  /**
   * `whk_…`.
   */
  'webhookId': (string);
  /**
   * Id of the event, which is the message's `webhook-id`.
   */
  'eventId': (string);
  /**
   * Type of the event.
   */
  'eventType': (string);
  /**
   * Its state.
   */
  'status': (_neighbourhood_notification_v1_DeliveryStatus__Output);
  /**
   * Attempts so far, oldest first; the last 50.
   */
  'attempts': (_neighbourhood_notification_v1_DeliveryAttempt__Output)[];
  /**
   * When the next attempt is due; absent when none is.
   */
  'nextAttemptAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When the event reached us.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
}
