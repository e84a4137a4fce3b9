// Original file: neighbourhood/workflow/v1/workflows.proto

import type { DocumentFormat as _neighbourhood_workflow_v1_DocumentFormat, DocumentFormat__Output as _neighbourhood_workflow_v1_DocumentFormat__Output } from '../../../neighbourhood/workflow/v1/DocumentFormat.ts';

/**
 * UpdateWorkflowRequest carries the next version of a definition.
 */
export interface UpdateWorkflowRequest {
  /**
   * `wfl_…`.
   */
  'workflowId'?: (string);
  /**
   * The document, with the same namespace and name and another version.
   */
  'document'?: (string);
  /**
   * How it is written.
   */
  'format'?: (_neighbourhood_workflow_v1_DocumentFormat);
}

/**
 * UpdateWorkflowRequest carries the next version of a definition.
 */
export interface UpdateWorkflowRequest__Output {
  /**
   * `wfl_…`.
   */
  'workflowId': (string);
  /**
   * The document, with the same namespace and name and another version.
   */
  'document': (string);
  /**
   * How it is written.
   */
  'format': (_neighbourhood_workflow_v1_DocumentFormat__Output);
}
