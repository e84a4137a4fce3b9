// Original file: neighbourhood/notification/v1/notifications.proto

import type { Channel as _neighbourhood_notification_v1_Channel, Channel__Output as _neighbourhood_notification_v1_Channel__Output } from '../../../neighbourhood/notification/v1/Channel.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';
import type { NotificationStatus as _neighbourhood_notification_v1_NotificationStatus, NotificationStatus__Output as _neighbourhood_notification_v1_NotificationStatus__Output } from '../../../neighbourhood/notification/v1/NotificationStatus.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Notification is a message to somebody.
 */
export interface Notification {
  /**
   * `ntf_…`.
   */
  'id'?: (string);
  /**
   * How it goes.
   */
  'channel'?: (_neighbourhood_notification_v1_Channel);
  /**
   * Address on the channel; for webhooks a `whk_…`.
   */
  'to'?: (string);
  /**
   * The customer's own id of the end user; may be empty.
   */
  'endUserId'?: (string);
  /**
   * Name of the template; may be empty.
   */
  'template'?: (string);
  /**
   * Subject; may be empty.
   */
  'subject'?: (string);
  /**
   * Text; may be empty.
   */
  'body'?: (string);
  /**
   * Values for the template or the receiver, as a JSON object.
   */
  'data'?: (_google_protobuf_Value | null);
  /**
   * Its state.
   */
  'status'?: (_neighbourhood_notification_v1_NotificationStatus);
  /**
   * When it was accepted.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it was delivered or given up; absent before that.
   */
  'endedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * Notification is a message to somebody.
 */
export interface Notification__Output {
  /**
   * `ntf_…`.
   */
  'id': (string);
  /**
   * How it goes.
   */
  'channel': (_neighbourhood_notification_v1_Channel__Output);
  /**
   * Address on the channel; for webhooks a `whk_…`.
   */
  'to': (string);
  /**
   * The customer's own id of the end user; may be empty.
   */
  'endUserId': (string);
  /**
   * Name of the template; may be empty.
   */
  'template': (string);
  /**
   * Subject; may be empty.
   */
  'subject': (string);
  /**
   * Text; may be empty.
   */
  'body': (string);
  /**
   * Values for the template or the receiver, as a JSON object.
   */
  'data': (_google_protobuf_Value__Output | null);
  /**
   * Its state.
   */
  'status': (_neighbourhood_notification_v1_NotificationStatus__Output);
  /**
   * When it was accepted.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it was delivered or given up; absent before that.
   */
  'endedAt': (_google_protobuf_Timestamp__Output | null);
}
