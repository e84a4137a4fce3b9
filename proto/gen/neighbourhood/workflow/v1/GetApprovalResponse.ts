// Original file: neighbourhood/workflow/v1/approvals.proto

import type { Approval as _neighbourhood_workflow_v1_Approval, Approval__Output as _neighbourhood_workflow_v1_Approval__Output } from '../../../neighbourhood/workflow/v1/Approval.ts';

/**
 * GetApprovalResponse is what the link is about.
 */
export interface GetApprovalResponse {
  /**
   * The request for a decision.
   */
  'approval'?: (_neighbourhood_workflow_v1_Approval | null);
}

/**
 * GetApprovalResponse is what the link is about.
 */
export interface GetApprovalResponse__Output {
  /**
   * The request for a decision.
   */
  'approval': (_neighbourhood_workflow_v1_Approval__Output | null);
}
