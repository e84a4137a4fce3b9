// Original file: neighbourhood/workflow/v1/approvals.proto

import type { Approval as _neighbourhood_workflow_v1_Approval, Approval__Output as _neighbourhood_workflow_v1_Approval__Output } from '../../../neighbourhood/workflow/v1/Approval.ts';

/**
 * DecideApprovalResponse is the request with its decision.
 */
export interface DecideApprovalResponse {
  /**
   * The request for a decision.
   */
  'approval'?: (_neighbourhood_workflow_v1_Approval | null);
}

/**
 * DecideApprovalResponse is the request with its decision.
 */
export interface DecideApprovalResponse__Output {
  /**
   * The request for a decision.
   */
  'approval': (_neighbourhood_workflow_v1_Approval__Output | null);
}
