// Original file: neighbourhood/workflow/v1/workflows.proto

import type { DocumentError as _neighbourhood_workflow_v1_DocumentError, DocumentError__Output as _neighbourhood_workflow_v1_DocumentError__Output } from '../../../neighbourhood/workflow/v1/DocumentError.ts';

/**
 * ValidateWorkflowResponse is the verdict on a document.
 */
export interface ValidateWorkflowResponse {
  /**
   * Whether CreateWorkflow would take it.
   */
  'valid'?: (boolean);
  /**
   * Everything that is wrong.
   */
  'errors'?: (_neighbourhood_workflow_v1_DocumentError)[];
}

/**
 * ValidateWorkflowResponse is the verdict on a document.
 */
export interface ValidateWorkflowResponse__Output {
  /**
   * Whether CreateWorkflow would take it.
   */
  'valid': (boolean);
  /**
   * Everything that is wrong.
   */
  'errors': (_neighbourhood_workflow_v1_DocumentError__Output)[];
}
