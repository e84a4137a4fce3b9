// Original file: neighbourhood/workflow/v1/approvals.proto

import type { ApprovalState as _neighbourhood_workflow_v1_ApprovalState, ApprovalState__Output as _neighbourhood_workflow_v1_ApprovalState__Output } from '../../../neighbourhood/workflow/v1/ApprovalState.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Approval is a run's request for a person's decision.
 */
export interface Approval {
  /**
   * `apr_…`.
   */
  'id'?: (string);
  /**
   * What is to be decided.
   */
  'title'?: (string);
  /**
   * More about it; may be empty.
   */
  'description'?: (string);
  /**
   * The decisions that can be made.
   */
  'choices'?: (string)[];
  /**
   * Where it stands.
   */
  'state'?: (_neighbourhood_workflow_v1_ApprovalState);
  /**
   * The decision; empty before it was made.
   */
  'decision'?: (string);
  /**
   * Until when it can be made.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it was made; absent before.
   */
  'decidedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * Approval is a run's request for a person's decision.
 */
export interface Approval__Output {
  /**
   * `apr_…`.
   */
  'id': (string);
  /**
   * What is to be decided.
   */
  'title': (string);
  /**
   * More about it; may be empty.
   */
  'description': (string);
  /**
   * The decisions that can be made.
   */
  'choices': (string)[];
  /**
   * Where it stands.
   */
  'state': (_neighbourhood_workflow_v1_ApprovalState__Output);
  /**
   * The decision; empty before it was made.
   */
  'decision': (string);
  /**
   * Until when it can be made.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it was made; absent before.
   */
  'decidedAt': (_google_protobuf_Timestamp__Output | null);
}
