// Original file: neighbourhood/consent/v1/consents.proto

import type { Consent as _neighbourhood_consent_v1_Consent, Consent__Output as _neighbourhood_consent_v1_Consent__Output } from '../../../neighbourhood/consent/v1/Consent.ts';

/**
 * ListConsentsResponse is one page of consents.
 */
export interface ListConsentsResponse {
  /**
   * Newest first.
   */
  'consents'?: (_neighbourhood_consent_v1_Consent)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListConsentsResponse is one page of consents.
 */
export interface ListConsentsResponse__Output {
  /**
   * Newest first.
   */
  'consents': (_neighbourhood_consent_v1_Consent__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
