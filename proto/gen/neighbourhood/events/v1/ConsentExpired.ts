// Original file: neighbourhood/events/v1/consent_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ConsentExpired: CloudEvent `consent.expired` on topic `consent.events`; a consent ended by time.
 */
export interface ConsentExpired {
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
   * When it ended.
   */
  'expiredAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * ConsentExpired: CloudEvent `consent.expired` on topic `consent.events`; a consent ended by time.
 */
export interface ConsentExpired__Output {
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
   * When it ended.
   */
  'expiredAt': (_google_protobuf_Timestamp__Output | null);
}
