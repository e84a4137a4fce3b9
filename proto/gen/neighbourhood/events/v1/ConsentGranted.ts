// Original file: neighbourhood/events/v1/consent_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ConsentGranted: CloudEvent `consent.granted` on topic `consent.events`; an end user allowed something.
 */
export interface ConsentGranted {
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
   * Purposes, sorted.
   */
  'purposes'?: (string)[];
  /**
   * Scopes, sorted.
   */
  'scopes'?: (string)[];
  /**
   * When it ends by itself.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * ConsentGranted: CloudEvent `consent.granted` on topic `consent.events`; an end user allowed something.
 */
export interface ConsentGranted__Output {
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
   * Purposes, sorted.
   */
  'purposes': (string)[];
  /**
   * Scopes, sorted.
   */
  'scopes': (string)[];
  /**
   * When it ends by itself.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
}
