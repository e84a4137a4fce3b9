// Original file: neighbourhood/consent/v1/purposes.proto

import type { Purpose as _neighbourhood_consent_v1_Purpose, Purpose__Output as _neighbourhood_consent_v1_Purpose__Output } from '../../../neighbourhood/consent/v1/Purpose.ts';

/**
 * ListPurposesResponse is every purpose of a workspace.
 */
export interface ListPurposesResponse {
  /**
   * The built-in `automation` first, then by id.
   */
  'purposes'?: (_neighbourhood_consent_v1_Purpose)[];
}

/**
 * ListPurposesResponse is every purpose of a workspace.
 */
export interface ListPurposesResponse__Output {
  /**
   * The built-in `automation` first, then by id.
   */
  'purposes': (_neighbourhood_consent_v1_Purpose__Output)[];
}
