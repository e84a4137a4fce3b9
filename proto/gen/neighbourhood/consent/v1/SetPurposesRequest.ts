// Original file: neighbourhood/consent/v1/purposes.proto

import type { Purpose as _neighbourhood_consent_v1_Purpose, Purpose__Output as _neighbourhood_consent_v1_Purpose__Output } from '../../../neighbourhood/consent/v1/Purpose.ts';

/**
 * SetPurposesRequest is a workspace's whole list.
 */
export interface SetPurposesRequest {
  /**
   * At most 100; `automation` need not be listed.
   */
  'purposes'?: (_neighbourhood_consent_v1_Purpose)[];
}

/**
 * SetPurposesRequest is a workspace's whole list.
 */
export interface SetPurposesRequest__Output {
  /**
   * At most 100; `automation` need not be listed.
   */
  'purposes': (_neighbourhood_consent_v1_Purpose__Output)[];
}
