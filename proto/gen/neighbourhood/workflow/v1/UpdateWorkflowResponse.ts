// Original file: neighbourhood/workflow/v1/workflows.proto

import type { Workflow as _neighbourhood_workflow_v1_Workflow, Workflow__Output as _neighbourhood_workflow_v1_Workflow__Output } from '../../../neighbourhood/workflow/v1/Workflow.ts';

/**
 * UpdateWorkflowResponse is the stored version.
 */
export interface UpdateWorkflowResponse {
  /**
   * The definition.
   */
  'workflow'?: (_neighbourhood_workflow_v1_Workflow | null);
}

/**
 * UpdateWorkflowResponse is the stored version.
 */
export interface UpdateWorkflowResponse__Output {
  /**
   * The definition.
   */
  'workflow': (_neighbourhood_workflow_v1_Workflow__Output | null);
}
