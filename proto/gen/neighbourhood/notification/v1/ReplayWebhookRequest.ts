// Original file: neighbourhood/notification/v1/deliveries.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ReplayWebhookRequest names a period.
 */
export interface ReplayWebhookRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
  /**
   * Begin, inclusive.
   */
  'from'?: (_google_protobuf_Timestamp | null);
  /**
   * End, exclusive; after `from`.
   */
  'to'?: (_google_protobuf_Timestamp | null);
}

/**
 * ReplayWebhookRequest names a period.
 */
export interface ReplayWebhookRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
  /**
   * Begin, inclusive.
   */
  'from': (_google_protobuf_Timestamp__Output | null);
  /**
   * End, exclusive; after `from`.
   */
  'to': (_google_protobuf_Timestamp__Output | null);
}
