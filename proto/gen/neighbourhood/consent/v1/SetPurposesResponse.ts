// Original file: neighbourhood/consent/v1/purposes.proto

import type { Purpose as _neighbourhood_consent_v1_Purpose, Purpose__Output as _neighbourhood_consent_v1_Purpose__Output } from '../../../neighbourhood/consent/v1/Purpose.ts';

/**
 * SetPurposesResponse is the list after the change.
 */
export interface SetPurposesResponse {
  /**
   * The built-in `automation` first, then by id.
   */
  'purposes'?: (_neighbourhood_consent_v1_Purpose)[];
}

/**
 * SetPurposesResponse is the list after the change.
 */
export interface SetPurposesResponse__Output {
  /**
   * The built-in `automation` first, then by id.
   */
  'purposes': (_neighbourhood_consent_v1_Purpose__Output)[];
}
