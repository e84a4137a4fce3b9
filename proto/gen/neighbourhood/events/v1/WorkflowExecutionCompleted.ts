// Original file: neighbourhood/events/v1/workflow_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * WorkflowExecutionCompleted: CloudEvent `workflow.execution.completed` on topic `workflow.events`; a run ended well.
 */
export interface WorkflowExecutionCompleted {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
  /**
   * `wfl_…`.
   */
  'workflowId'?: (string);
  /**
   * Version of the definition.
   */
  'workflowVersion'?: (string);
  /**
   * The customer's own id of the end user; may be empty.
   */
  'endUserId'?: (string);
  /**
   * When it happened.
   */
  'at'?: (_google_protobuf_Timestamp | null);
  /**
   * Output of the run; absent when it is over 20 kB.
   */
  'output'?: (_google_protobuf_Value | null);
  /**
   * Namespace of the definition.
   */
  'workflowNamespace'?: (string);
  /**
   * Name of the definition.
   */
  'workflowName'?: (string);
}

/**
 * WorkflowExecutionCompleted: CloudEvent `workflow.execution.completed` on topic `workflow.events`; a run ended well.
 */
export interface WorkflowExecutionCompleted__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `exe_…`.
   */
  'executionId': (string);
  /**
   * `wfl_…`.
   */
  'workflowId': (string);
  /**
   * Version of the definition.
   */
  'workflowVersion': (string);
  /**
   * The customer's own id of the end user; may be empty.
   */
  'endUserId': (string);
  /**
   * When it happened.
   */
  'at': (_google_protobuf_Timestamp__Output | null);
  /**
   * Output of the run; absent when it is over 20 kB.
   */
  'output': (_google_protobuf_Value__Output | null);
  /**
   * Namespace of the definition.
   */
  'workflowNamespace': (string);
  /**
   * Name of the definition.
   */
  'workflowName': (string);
}
