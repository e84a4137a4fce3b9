// Original file: neighbourhood/events/v1/workflow_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * WorkflowExecutionStarted: CloudEvent `workflow.execution.started` on topic `workflow.events`; a run began.
 */
export interface WorkflowExecutionStarted {
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
   * Namespace of the definition.
   */
  'workflowNamespace'?: (string);
  /**
   * Name of the definition.
   */
  'workflowName'?: (string);
}

/**
 * WorkflowExecutionStarted: CloudEvent `workflow.execution.started` on topic `workflow.events`; a run began.
 */
export interface WorkflowExecutionStarted__Output {
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
   * Namespace of the definition.
   */
  'workflowNamespace': (string);
  /**
   * Name of the definition.
   */
  'workflowName': (string);
}
