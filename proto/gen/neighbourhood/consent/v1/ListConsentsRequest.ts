// Original file: neighbourhood/consent/v1/consents.proto

import type { ConsentStatus as _neighbourhood_consent_v1_ConsentStatus, ConsentStatus__Output as _neighbourhood_consent_v1_ConsentStatus__Output } from '../../../neighbourhood/consent/v1/ConsentStatus.ts';

/**
 * ListConsentsRequest filters consents.
 */
export interface ListConsentsRequest {
  /**
   * Only this end user's; empty means all.
   */
  'endUserId'?: (string);
  /**
   * Only for this provider; empty means all.
   */
  'provider'?: (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status'?: (_neighbourhood_consent_v1_ConsentStatus);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize'?: (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * ListConsentsRequest filters consents.
 */
export interface ListConsentsRequest__Output {
  /**
   * Only this end user's; empty means all.
   */
  'endUserId': (string);
  /**
   * Only for this provider; empty means all.
   */
  'provider': (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status': (_neighbourhood_consent_v1_ConsentStatus__Output);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
