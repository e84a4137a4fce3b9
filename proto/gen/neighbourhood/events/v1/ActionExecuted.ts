// Original file: neighbourhood/events/v1/integration_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * ActionExecuted: CloudEvent `action.executed` on topic `integration.events`; an action succeeded.
 */
export interface ActionExecuted {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `con_…`.
   */
  'connectionId'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Id of the action.
   */
  'action'?: (string);
  /**
   * `exe_…` of the run that called it; empty for a direct call.
   */
  'executionId'?: (string);
  /**
   * When it ended.
   */
  'executedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Milliseconds, retries included.
   */
  'durationMs'?: (number | string | Long);
  /**
   * Calls made to the provider.
   */
  'attempts'?: (number);
}

/**
 * ActionExecuted: CloudEvent `action.executed` on topic `integration.events`; an action succeeded.
 */
export interface ActionExecuted__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `con_…`.
   */
  'connectionId': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Id of the action.
   */
  'action': (string);
  /**
   * `exe_…` of the run that called it; empty for a direct call.
   */
  'executionId': (string);
  /**
   * When it ended.
   */
  'executedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Milliseconds, retries included.
   */
  'durationMs': (number);
  /**
   * Calls made to the provider.
   */
  'attempts': (number);
}
