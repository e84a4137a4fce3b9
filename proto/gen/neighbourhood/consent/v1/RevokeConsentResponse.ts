// Original file: neighbourhood/consent/v1/consents.proto

import type { Consent as _neighbourhood_consent_v1_Consent, Consent__Output as _neighbourhood_consent_v1_Consent__Output } from '../../../neighbourhood/consent/v1/Consent.ts';

/**
 * RevokeConsentResponse is the consent after the withdrawal.
 */
export interface RevokeConsentResponse {
  /**
   * The consent.
   */
  'consent'?: (_neighbourhood_consent_v1_Consent | null);
}

/**
 * RevokeConsentResponse is the consent after the withdrawal.
 */
export interface RevokeConsentResponse__Output {
  /**
   * The consent.
   */
  'consent': (_neighbourhood_consent_v1_Consent__Output | null);
}
