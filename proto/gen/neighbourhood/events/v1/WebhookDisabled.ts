// Original file: neighbourhood/events/v1/notification_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * WebhookDisabled: CloudEvent `webhook.disabled` on topic `notification.events`; an endpoint failed for too
 * long, or said that it is gone, and hears nothing more.
 */
export interface WebhookDisabled {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
  /**
   * Where it was.
   */
  'url'?: (string);
  /**
   * Why: `failures` or `gone`.
   */
  'reason'?: (string);
  /**
   * Begin of the run of failures.
   */
  'failingSince'?: (_google_protobuf_Timestamp | null);
}

/**
 * WebhookDisabled: CloudEvent `webhook.disabled` on topic `notification.events`; an endpoint failed for too
 * long, or said that it is gone, and hears nothing more.
 */
export interface WebhookDisabled__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `whk_…`.
   */
  'webhookId': (string);
  /**
   * Where it was.
   */
  'url': (string);
  /**
   * Why: `failures` or `gone`.
   */
  'reason': (string);
  /**
   * Begin of the run of failures.
   */
  'failingSince': (_google_protobuf_Timestamp__Output | null);
}
