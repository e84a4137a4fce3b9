// Original file: neighbourhood/events/v1/workflow_events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { ExecutionError as _neighbourhood_workflow_v1_ExecutionError, ExecutionError__Output as _neighbourhood_workflow_v1_ExecutionError__Output } from '../../../neighbourhood/workflow/v1/ExecutionError.ts';

/**
 * WorkflowExecutionFaulted: CloudEvent `workflow.execution.faulted` on topic `workflow.events`; a run ended by an error.
 */
export interface WorkflowExecutionFaulted {
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
   * The DSL's error.
   */
  'error'?: (_neighbourhood_workflow_v1_ExecutionError | null);
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
 * WorkflowExecutionFaulted: CloudEvent `workflow.execution.faulted` on topic `workflow.events`; a run ended by an error.
 */
export interface WorkflowExecutionFaulted__Output {
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
   * The DSL's error.
   */
  'error': (_neighbourhood_workflow_v1_ExecutionError__Output | null);
  /**
   * Namespace of the definition.
   */
  'workflowNamespace': (string);
  /**
   * Name of the definition.
   */
  'workflowName': (string);
}
