// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionState as _neighbourhood_workflow_v1_ExecutionState, ExecutionState__Output as _neighbourhood_workflow_v1_ExecutionState__Output } from '../../../neighbourhood/workflow/v1/ExecutionState.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';
import type { ExecutionError as _neighbourhood_workflow_v1_ExecutionError, ExecutionError__Output as _neighbourhood_workflow_v1_ExecutionError__Output } from '../../../neighbourhood/workflow/v1/ExecutionError.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ExecutionStatus is one run of a workflow.
 */
export interface ExecutionStatus {
  /**
   * `exe_…`.
   */
  'id'?: (string);
  /**
   * `wfl_…`.
   */
  'workflowId'?: (string);
  /**
   * Version of the definition.
   */
  'workflowVersion'?: (string);
  /**
   * Hash of the definition to which the run is pinned.
   */
  'workflowHash'?: (string);
  /**
   * Its state.
   */
  'status'?: (_neighbourhood_workflow_v1_ExecutionState);
  /**
   * Input as it was given; absent in lists.
   */
  'input'?: (_google_protobuf_Value | null);
  /**
   * Output; absent before the end and in lists.
   */
  'output'?: (_google_protobuf_Value | null);
  /**
   * Error of a faulted run; absent otherwise.
   */
  'error'?: (_neighbourhood_workflow_v1_ExecutionError | null);
  /**
   * When it was accepted.
   */
  'startedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it ended; absent before that.
   */
  'endedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * The customer's own id of the end user for whom it runs; may be empty.
   */
  'endUserId'?: (string);
  /**
   * Connections to use, provider id to `con_…`.
   */
  'connections'?: ({[key: string]: string});
  /**
   * The run that it repeats, `exe_…`; empty if none.
   */
  'rerunOf'?: (string);
  /**
   * The run that started it, `exe_…`; empty if none.
   */
  'parentId'?: (string);
}

/**
 * ExecutionStatus is one run of a workflow.
 */
export interface ExecutionStatus__Output {
  /**
   * `exe_…`.
   */
  'id': (string);
  /**
   * `wfl_…`.
   */
  'workflowId': (string);
  /**
   * Version of the definition.
   */
  'workflowVersion': (string);
  /**
   * Hash of the definition to which the run is pinned.
   */
  'workflowHash': (string);
  /**
   * Its state.
   */
  'status': (_neighbourhood_workflow_v1_ExecutionState__Output);
  /**
   * Input as it was given; absent in lists.
   */
  'input': (_google_protobuf_Value__Output | null);
  /**
   * Output; absent before the end and in lists.
   */
  'output': (_google_protobuf_Value__Output | null);
  /**
   * Error of a faulted run; absent otherwise.
   */
  'error': (_neighbourhood_workflow_v1_ExecutionError__Output | null);
  /**
   * When it was accepted.
   */
  'startedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it ended; absent before that.
   */
  'endedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * The customer's own id of the end user for whom it runs; may be empty.
   */
  'endUserId': (string);
  /**
   * Connections to use, provider id to `con_…`.
   */
  'connections': ({[key: string]: string});
  /**
   * The run that it repeats, `exe_…`; empty if none.
   */
  'rerunOf': (string);
  /**
   * The run that started it, `exe_…`; empty if none.
   */
  'parentId': (string);
}
