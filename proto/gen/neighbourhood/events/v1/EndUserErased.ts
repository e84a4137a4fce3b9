// Original file: neighbourhood/events/v1/consent_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * EndUserErased: CloudEvent `end_user.erased` on topic `consent.events`; every service erased an end user.
 */
export interface EndUserErased {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * Id of the erasure.
   */
  'requestId'?: (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * When the last service finished.
   */
  'erasedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * EndUserErased: CloudEvent `end_user.erased` on topic `consent.events`; every service erased an end user.
 */
export interface EndUserErased__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * Id of the erasure.
   */
  'requestId': (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * When the last service finished.
   */
  'erasedAt': (_google_protobuf_Timestamp__Output | null);
}
