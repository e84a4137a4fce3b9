// Original file: neighbourhood/notification/v1/notifications.proto

import type { Channel as _neighbourhood_notification_v1_Channel, Channel__Output as _neighbourhood_notification_v1_Channel__Output } from '../../../neighbourhood/notification/v1/Channel.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * NotificationRequest is a message to send.
 */
export interface NotificationRequest {
  /**
   * How to send it; not unspecified.
   */
  'channel'?: (_neighbourhood_notification_v1_Channel);
  /**
   * Address on the channel; for webhooks a `whk_…`.
   */
  'to'?: (string);
  /**
   * The customer's own id of the end user; optional.
   */
  'endUserId'?: (string);
  /**
   * Name of a template; needs no subject and body then.
   */
  'template'?: (string);
  /**
   * Subject, at most 200 characters.
   */
  'subject'?: (string);
  /**
   * Text, at most 20000 characters.
   */
  'body'?: (string);
  /**
   * Values for the template or the receiver, as a JSON object.
   */
  'data'?: (_google_protobuf_Value | null);
  /**
   * The same key in a workspace sends one message for 24 hours. Empty means the `idempotency-key` of the
   * call, if any.
   */
  'idempotencyKey'?: (string);
}

/**
 * NotificationRequest is a message to send.
 */
export interface NotificationRequest__Output {
  /**
   * How to send it; not unspecified.
   */
  'channel': (_neighbourhood_notification_v1_Channel__Output);
  /**
   * Address on the channel; for webhooks a `whk_…`.
   */
  'to': (string);
  /**
   * The customer's own id of the end user; optional.
   */
  'endUserId': (string);
  /**
   * Name of a template; needs no subject and body then.
   */
  'template': (string);
  /**
   * Subject, at most 200 characters.
   */
  'subject': (string);
  /**
   * Text, at most 20000 characters.
   */
  'body': (string);
  /**
   * Values for the template or the receiver, as a JSON object.
   */
  'data': (_google_protobuf_Value__Output | null);
  /**
   * The same key in a workspace sends one message for 24 hours. Empty means the `idempotency-key` of the
   * call, if any.
   */
  'idempotencyKey': (string);
}
