// Original file: neighbourhood/integration/v1/actions.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * ExecuteActionRequest runs an action on a connection.
 */
export interface ExecuteActionRequest {
  /**
   * `con_…`; empty means the end user's only active connection at the provider.
   */
  'connectionId'?: (string);
  /**
   * The customer's own id of the end user; needed without a connection, must match it otherwise if given.
   */
  'endUserId'?: (string);
  /**
   * Id of the provider; needed without a connection, must match it otherwise if given.
   */
  'provider'?: (string);
  /**
   * Id of the action, as `send-message`.
   */
  'action'?: (string);
  /**
   * Semantic version of the action; empty means the newest.
   */
  'version'?: (string);
  /**
   * Input under the action's schema.
   */
  'input'?: (_google_protobuf_Value | null);
  /**
   * Purpose that the consent must cover; empty means `automation`.
   */
  'purpose'?: (string);
  /**
   * Makes repeating safe: the same key in a workspace runs once and answers the same for 24 hours. Empty
   * means the `idempotency-key` of the call, if any.
   */
  'idempotencyKey'?: (string);
}

/**
 * ExecuteActionRequest runs an action on a connection.
 */
export interface ExecuteActionRequest__Output {
  /**
   * `con_…`; empty means the end user's only active connection at the provider.
   */
  'connectionId': (string);
  /**
   * The customer's own id of the end user; needed without a connection, must match it otherwise if given.
   */
  'endUserId': (string);
  /**
   * Id of the provider; needed without a connection, must match it otherwise if given.
   */
  'provider': (string);
  /**
   * Id of the action, as `send-message`.
   */
  'action': (string);
  /**
   * Semantic version of the action; empty means the newest.
   */
  'version': (string);
  /**
   * Input under the action's schema.
   */
  'input': (_google_protobuf_Value__Output | null);
  /**
   * Purpose that the consent must cover; empty means `automation`.
   */
  'purpose': (string);
  /**
   * Makes repeating safe: the same key in a workspace runs once and answers the same for 24 hours. Empty
   * means the `idempotency-key` of the call, if any.
   */
  'idempotencyKey': (string);
}
