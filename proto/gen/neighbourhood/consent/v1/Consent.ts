// Original file: neighbourhood/consent/v1/consents.proto

import type { ConsentStatus as _neighbourhood_consent_v1_ConsentStatus, ConsentStatus__Output as _neighbourhood_consent_v1_ConsentStatus__Output } from '../../../neighbourhood/consent/v1/ConsentStatus.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Notice as _neighbourhood_consent_v1_Notice, Notice__Output as _neighbourhood_consent_v1_Notice__Output } from '../../../neighbourhood/consent/v1/Notice.ts';

/**
 * Consent is what an end user allowed.
 */
export interface Consent {
  /**
   * `cns_…`.
   */
  'id'?: (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * Purposes, sorted, without those that a newer consent took over.
   */
  'purposes'?: (string)[];
  /**
   * The provider's scopes, sorted.
   */
  'scopes'?: (string)[];
  /**
   * Its state now.
   */
  'status'?: (_neighbourhood_consent_v1_ConsentStatus);
  /**
   * When it was given.
   */
  'grantedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it ends by itself.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it was withdrawn, or replaced by a newer consent; absent when it was not.
   */
  'revokedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * The end user's or customer's words on it, or the `cns_…` that replaced it; empty when there are none.
   */
  'revokeReason'?: (string);
  /**
   * What the end user was shown; absent when not told.
   */
  'notice'?: (_neighbourhood_consent_v1_Notice | null);
}

/**
 * Consent is what an end user allowed.
 */
export interface Consent__Output {
  /**
   * `cns_…`.
   */
  'id': (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * Purposes, sorted, without those that a newer consent took over.
   */
  'purposes': (string)[];
  /**
   * The provider's scopes, sorted.
   */
  'scopes': (string)[];
  /**
   * Its state now.
   */
  'status': (_neighbourhood_consent_v1_ConsentStatus__Output);
  /**
   * When it was given.
   */
  'grantedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it ends by itself.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it was withdrawn, or replaced by a newer consent; absent when it was not.
   */
  'revokedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * The end user's or customer's words on it, or the `cns_…` that replaced it; empty when there are none.
   */
  'revokeReason': (string);
  /**
   * What the end user was shown; absent when not told.
   */
  'notice': (_neighbourhood_consent_v1_Notice__Output | null);
}
