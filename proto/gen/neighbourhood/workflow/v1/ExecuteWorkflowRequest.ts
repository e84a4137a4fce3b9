// Original file: neighbourhood/workflow/v1/executions.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * ExecuteWorkflowRequest starts a run.
 */
export interface ExecuteWorkflowRequest {
  /**
   * `wfl_…`; its newest version runs.
   */
  'workflowId'?: (string);
  /**
   * Input; absent means an empty object.
   */
  'input'?: (_google_protobuf_Value | null);
  /**
   * The customer's own id of the end user; empty means none, and actions then need named connections.
   */
  'endUserId'?: (string);
  /**
   * Connections to use, provider id to `con_…`; others are resolved by end user and provider.
   */
  'connections'?: ({[key: string]: string});
  /**
   * Seconds to wait for the end, 0 to 25.
   */
  'waitSeconds'?: (number);
  /**
   * The same key in a workspace starts one run for 24 hours. Empty means the `idempotency-key` of the call,
   * if any.
   */
  'idempotencyKey'?: (string);
}

/**
 * ExecuteWorkflowRequest starts a run.
 */
export interface ExecuteWorkflowRequest__Output {
  /**
   * `wfl_…`; its newest version runs.
   */
  'workflowId': (string);
  /**
   * Input; absent means an empty object.
   */
  'input': (_google_protobuf_Value__Output | null);
  /**
   * The customer's own id of the end user; empty means none, and actions then need named connections.
   */
  'endUserId': (string);
  /**
   * Connections to use, provider id to `con_…`; others are resolved by end user and provider.
   */
  'connections': ({[key: string]: string});
  /**
   * Seconds to wait for the end, 0 to 25.
   */
  'waitSeconds': (number);
  /**
   * The same key in a workspace starts one run for 24 hours. Empty means the `idempotency-key` of the call,
   * if any.
   */
  'idempotencyKey': (string);
}
