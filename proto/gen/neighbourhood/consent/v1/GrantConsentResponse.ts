// Original file: neighbourhood/consent/v1/consents.proto

import type { Consent as _neighbourhood_consent_v1_Consent, Consent__Output as _neighbourhood_consent_v1_Consent__Output } from '../../../neighbourhood/consent/v1/Consent.ts';

/**
 * GrantConsentResponse is the consent and its proof.
 */
export interface GrantConsentResponse {
  /**
   * The consent.
   */
  'consent'?: (_neighbourhood_consent_v1_Consent | null);
  /**
   * Compact JWS (EdDSA, `typ` consent-receipt+jws) over the receipt as JSON, ISO/IEC TS 27560.
   */
  'receipt'?: (string);
}

/**
 * GrantConsentResponse is the consent and its proof.
 */
export interface GrantConsentResponse__Output {
  /**
   * The consent.
   */
  'consent': (_neighbourhood_consent_v1_Consent__Output | null);
  /**
   * Compact JWS (EdDSA, `typ` consent-receipt+jws) over the receipt as JSON, ISO/IEC TS 27560.
   */
  'receipt': (string);
}
