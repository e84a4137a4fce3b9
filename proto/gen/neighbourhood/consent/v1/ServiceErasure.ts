// Original file: neighbourhood/consent/v1/end_users.proto

import type { ErasureStatus as _neighbourhood_consent_v1_ErasureStatus, ErasureStatus__Output as _neighbourhood_consent_v1_ErasureStatus__Output } from '../../../neighbourhood/consent/v1/ErasureStatus.ts';

/**
 * ServiceErasure is one service's part of an erasure.
 */
export interface ServiceErasure {
  /**
   * App-id of the service.
   */
  'service'?: (string);
  /**
   * Its state.
   */
  'status'?: (_neighbourhood_consent_v1_ErasureStatus);
}

/**
 * ServiceErasure is one service's part of an erasure.
 */
export interface ServiceErasure__Output {
  /**
   * App-id of the service.
   */
  'service': (string);
  /**
   * Its state.
   */
  'status': (_neighbourhood_consent_v1_ErasureStatus__Output);
}
