// Original file: neighbourhood/consent/v1/consents.proto

import type { RefusalReason as _neighbourhood_consent_v1_RefusalReason, RefusalReason__Output as _neighbourhood_consent_v1_RefusalReason__Output } from '../../../neighbourhood/consent/v1/RefusalReason.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ValidateConsentResponse says whether it is allowed.
 */
export interface ValidateConsentResponse {
  /**
   * Whether one active consent covers all of it.
   */
  'valid'?: (boolean);
  /**
   * `cns_…` that covers it, or that comes nearest; empty when there is none.
   */
  'consentId'?: (string);
  /**
   * Why not; unspecified when valid.
   */
  'reason'?: (_neighbourhood_consent_v1_RefusalReason);
  /**
   * Scopes that are not covered.
   */
  'missingScopes'?: (string)[];
  /**
   * When the consent ends; absent when not valid.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * ValidateConsentResponse says whether it is allowed.
 */
export interface ValidateConsentResponse__Output {
  /**
   * Whether one active consent covers all of it.
   */
  'valid': (boolean);
  /**
   * `cns_…` that covers it, or that comes nearest; empty when there is none.
   */
  'consentId': (string);
  /**
   * Why not; unspecified when valid.
   */
  'reason': (_neighbourhood_consent_v1_RefusalReason__Output);
  /**
   * Scopes that are not covered.
   */
  'missingScopes': (string)[];
  /**
   * When the consent ends; absent when not valid.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
}
