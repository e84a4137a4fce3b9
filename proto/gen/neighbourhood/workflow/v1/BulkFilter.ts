// Original file: neighbourhood/workflow/v1/bulk_operations.proto

import type { ExecutionState as _neighbourhood_workflow_v1_ExecutionState, ExecutionState__Output as _neighbourhood_workflow_v1_ExecutionState__Output } from '../../../neighbourhood/workflow/v1/ExecutionState.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * BulkFilter says which runs: those that meet all that is given.
 */
export interface BulkFilter {
  /**
   * Of this definition; empty means all.
   */
  'workflowId'?: (string);
  /**
   * In this state when its turn comes; unspecified means all.
   */
  'status'?: (_neighbourhood_workflow_v1_ExecutionState);
  /**
   * For this end user; empty means all.
   */
  'endUserId'?: (string);
  /**
   * Accepted then or later; absent means all.
   */
  'from'?: (_google_protobuf_Timestamp | null);
  /**
   * Accepted before then; absent means those accepted before the request.
   */
  'to'?: (_google_protobuf_Timestamp | null);
}

/**
 * BulkFilter says which runs: those that meet all that is given.
 */
export interface BulkFilter__Output {
  /**
   * Of this definition; empty means all.
   */
  'workflowId': (string);
  /**
   * In this state when its turn comes; unspecified means all.
   */
  'status': (_neighbourhood_workflow_v1_ExecutionState__Output);
  /**
   * For this end user; empty means all.
   */
  'endUserId': (string);
  /**
   * Accepted then or later; absent means all.
   */
  'from': (_google_protobuf_Timestamp__Output | null);
  /**
   * Accepted before then; absent means those accepted before the request.
   */
  'to': (_google_protobuf_Timestamp__Output | null);
}
