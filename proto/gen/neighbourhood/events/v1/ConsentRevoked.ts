// Original file: neighbourhood/events/v1/consent_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ConsentRevoked: CloudEvent `consent.revoked` on topic `consent.events`; an end user withdrew a consent.
 */
export interface ConsentRevoked {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `cns_…`.
   */
  'consentId'?: (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * When it was withdrawn.
   */
  'revokedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Why; may be empty.
   */
  'reason'?: (string);
}

/**
 * ConsentRevoked: CloudEvent `consent.revoked` on topic `consent.events`; an end user withdrew a consent.
 */
export interface ConsentRevoked__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `cns_…`.
   */
  'consentId': (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * When it was withdrawn.
   */
  'revokedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Why; may be empty.
   */
  'reason': (string);
}
