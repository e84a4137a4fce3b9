// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionState as _neighbourhood_workflow_v1_ExecutionState, ExecutionState__Output as _neighbourhood_workflow_v1_ExecutionState__Output } from '../../../neighbourhood/workflow/v1/ExecutionState.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';
import type { ExecutionError as _neighbourhood_workflow_v1_ExecutionError, ExecutionError__Output as _neighbourhood_workflow_v1_ExecutionError__Output } from '../../../neighbourhood/workflow/v1/ExecutionError.ts';

/**
 * TaskRun is one task of a run.
 */
export interface TaskRun {
  /**
   * Reference as in the DSL, as `/do/0/getPet`.
   */
  'reference'?: (string);
  /**
   * Its state.
   */
  'status'?: (_neighbourhood_workflow_v1_ExecutionState);
  /**
   * Attempt, from 1.
   */
  'attempt'?: (number);
  /**
   * Iteration path inside loops, as `2` or `2.0`; empty outside.
   */
  'iteration'?: (string);
  /**
   * When it began.
   */
  'startedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it ended; absent before that.
   */
  'endedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Its input.
   */
  'input'?: (_google_protobuf_Value | null);
  /**
   * Its output; absent before the end.
   */
  'output'?: (_google_protobuf_Value | null);
  /**
   * Its error; absent when there was none.
   */
  'error'?: (_neighbourhood_workflow_v1_ExecutionError | null);
}

/**
 * TaskRun is one task of a run.
 */
export interface TaskRun__Output {
  /**
   * Reference as in the DSL, as `/do/0/getPet`.
   */
  'reference': (string);
  /**
   * Its state.
   */
  'status': (_neighbourhood_workflow_v1_ExecutionState__Output);
  /**
   * Attempt, from 1.
   */
  'attempt': (number);
  /**
   * Iteration path inside loops, as `2` or `2.0`; empty outside.
   */
  'iteration': (string);
  /**
   * When it began.
   */
  'startedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it ended; absent before that.
   */
  'endedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Its input.
   */
  'input': (_google_protobuf_Value__Output | null);
  /**
   * Its output; absent before the end.
   */
  'output': (_google_protobuf_Value__Output | null);
  /**
   * Its error; absent when there was none.
   */
  'error': (_neighbourhood_workflow_v1_ExecutionError__Output | null);
}
