// Original file: neighbourhood/integration/v1/actions.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * ExecuteActionResponse is what the provider answered.
 */
export interface ExecuteActionResponse {
  /**
   * Output under the action's schema.
   */
  'output'?: (_google_protobuf_Value | null);
  /**
   * When the action ended.
   */
  'executedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Milliseconds, retries included.
   */
  'durationMs'?: (number | string | Long);
  /**
   * Calls made to the provider, 1 or more.
   */
  'attempts'?: (number);
  /**
   * `con_…` that was used.
   */
  'connectionId'?: (string);
}

/**
 * ExecuteActionResponse is what the provider answered.
 */
export interface ExecuteActionResponse__Output {
  /**
   * Output under the action's schema.
   */
  'output': (_google_protobuf_Value__Output | null);
  /**
   * When the action ended.
   */
  'executedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Milliseconds, retries included.
   */
  'durationMs': (number);
  /**
   * Calls made to the provider, 1 or more.
   */
  'attempts': (number);
  /**
   * `con_…` that was used.
   */
  'connectionId': (string);
}
