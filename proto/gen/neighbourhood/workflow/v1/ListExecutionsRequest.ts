// Original file: neighbourhood/workflow/v1/executions.proto

import type { ExecutionState as _neighbourhood_workflow_v1_ExecutionState, ExecutionState__Output as _neighbourhood_workflow_v1_ExecutionState__Output } from '../../../neighbourhood/workflow/v1/ExecutionState.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ListExecutionsRequest filters runs.
 */
export interface ListExecutionsRequest {
  /**
   * Only of this definition; empty means all.
   */
  'workflowId'?: (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status'?: (_neighbourhood_workflow_v1_ExecutionState);
  /**
   * Only for this end user; empty means all.
   */
  'endUserId'?: (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize'?: (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken'?: (string);
  /**
   * Only those accepted then or later; absent means all.
   */
  'from'?: (_google_protobuf_Timestamp | null);
  /**
   * Only those accepted before then; absent means all.
   */
  'to'?: (_google_protobuf_Timestamp | null);
}

/**
 * ListExecutionsRequest filters runs.
 */
export interface ListExecutionsRequest__Output {
  /**
   * Only of this definition; empty means all.
   */
  'workflowId': (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status': (_neighbourhood_workflow_v1_ExecutionState__Output);
  /**
   * Only for this end user; empty means all.
   */
  'endUserId': (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
  /**
   * Only those accepted then or later; absent means all.
   */
  'from': (_google_protobuf_Timestamp__Output | null);
  /**
   * Only those accepted before then; absent means all.
   */
  'to': (_google_protobuf_Timestamp__Output | null);
}
