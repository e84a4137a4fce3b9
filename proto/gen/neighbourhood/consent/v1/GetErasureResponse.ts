// Original file: neighbourhood/consent/v1/end_users.proto

import type { ErasureStatus as _neighbourhood_consent_v1_ErasureStatus, ErasureStatus__Output as _neighbourhood_consent_v1_ErasureStatus__Output } from '../../../neighbourhood/consent/v1/ErasureStatus.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { ServiceErasure as _neighbourhood_consent_v1_ServiceErasure, ServiceErasure__Output as _neighbourhood_consent_v1_ServiceErasure__Output } from '../../../neighbourhood/consent/v1/ServiceErasure.ts';

/**
 * GetErasureResponse tells how far an erasure is.
 */
export interface GetErasureResponse {
  /**
   * Id of the erasure.
   */
  'requestId'?: (string);
  /**
   * State of the whole.
   */
  'status'?: (_neighbourhood_consent_v1_ErasureStatus);
  /**
   * When it was asked for.
   */
  'requestedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When the last service finished; absent before that.
   */
  'completedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Each service's part.
   */
  'services'?: (_neighbourhood_consent_v1_ServiceErasure)[];
}

/**
 * GetErasureResponse tells how far an erasure is.
 */
export interface GetErasureResponse__Output {
  /**
   * Id of the erasure.
   */
  'requestId': (string);
  /**
   * State of the whole.
   */
  'status': (_neighbourhood_consent_v1_ErasureStatus__Output);
  /**
   * When it was asked for.
   */
  'requestedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When the last service finished; absent before that.
   */
  'completedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Each service's part.
   */
  'services': (_neighbourhood_consent_v1_ServiceErasure__Output)[];
}
