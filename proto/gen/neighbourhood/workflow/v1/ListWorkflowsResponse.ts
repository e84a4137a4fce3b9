// Original file: neighbourhood/workflow/v1/workflows.proto

import type { Workflow as _neighbourhood_workflow_v1_Workflow, Workflow__Output as _neighbourhood_workflow_v1_Workflow__Output } from '../../../neighbourhood/workflow/v1/Workflow.ts';

/**
 * ListWorkflowsResponse is one page of definitions.
 */
export interface ListWorkflowsResponse {
  /**
   * The newest version of each, newest definition first.
   */
  'workflows'?: (_neighbourhood_workflow_v1_Workflow)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListWorkflowsResponse is one page of definitions.
 */
export interface ListWorkflowsResponse__Output {
  /**
   * The newest version of each, newest definition first.
   */
  'workflows': (_neighbourhood_workflow_v1_Workflow__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
