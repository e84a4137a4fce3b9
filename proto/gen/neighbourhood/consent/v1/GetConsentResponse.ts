// Original file: neighbourhood/consent/v1/consents.proto

import type { Consent as _neighbourhood_consent_v1_Consent, Consent__Output as _neighbourhood_consent_v1_Consent__Output } from '../../../neighbourhood/consent/v1/Consent.ts';

/**
 * GetConsentResponse is a consent.
 */
export interface GetConsentResponse {
  /**
   * The consent.
   */
  'consent'?: (_neighbourhood_consent_v1_Consent | null);
}

/**
 * GetConsentResponse is a consent.
 */
export interface GetConsentResponse__Output {
  /**
   * The consent.
   */
  'consent': (_neighbourhood_consent_v1_Consent__Output | null);
}
