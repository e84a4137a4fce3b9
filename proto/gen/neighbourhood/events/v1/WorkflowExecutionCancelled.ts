// Original file: neighbourhood/events/v1/workflow_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * WorkflowExecutionCancelled: CloudEvent `workflow.execution.cancelled` on topic `workflow.events`; a person ended a run.
 */
export interface WorkflowExecutionCancelled {
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
   * Why; may be empty.
   */
  'reason'?: (string);
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
 * WorkflowExecutionCancelled: CloudEvent `workflow.execution.cancelled` on topic `workflow.events`; a person ended a run.
 */
export interface WorkflowExecutionCancelled__Output {
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
   * Why; may be empty.
   */
  'reason': (string);
  /**
   * Namespace of the definition.
   */
  'workflowNamespace': (string);
  /**
   * Name of the definition.
   */
  'workflowName': (string);
}
