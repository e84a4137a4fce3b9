// Original file: neighbourhood/notification/v1/deliveries.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * DeliveryAttempt is one POST to an endpoint.
 */
export interface DeliveryAttempt {
  /**
   * When it began.
   */
  'at'?: (_google_protobuf_Timestamp | null);
  /**
   * Status that the endpoint answered; absent when it did not answer.
   */
  'statusCode'?: (number);
  /**
   * Why it failed: `status`, `redirect`, `timeout`, `connection`, `tls`, `dns`, `forbidden-address` or
   * `interrupted`; empty when it succeeded.
   */
  'error'?: (string);
  /**
   * Milliseconds.
   */
  'durationMs'?: (number | string | Long);
  '_statusCode'?: "statusCode";
}

/**
 * DeliveryAttempt is one POST to an endpoint.
 */
export interface DeliveryAttempt__Output {
  /**
   * When it began.
   */
  'at': (_google_protobuf_Timestamp__Output | null);
  /**
   * Status that the endpoint answered; absent when it did not answer.
   */
  'statusCode'?: (number);
  /**
   * Why it failed: `status`, `redirect`, `timeout`, `connection`, `tls`, `dns`, `forbidden-address` or
   * `interrupted`; empty when it succeeded.
   */
  'error': (string);
  /**
   * Milliseconds.
   */
  'durationMs': (number);
  '_statusCode'?: "statusCode";
}
