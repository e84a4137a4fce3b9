// Original file: neighbourhood/workflow/v1/workflows.proto

import type { DocumentFormat as _neighbourhood_workflow_v1_DocumentFormat, DocumentFormat__Output as _neighbourhood_workflow_v1_DocumentFormat__Output } from '../../../neighbourhood/workflow/v1/DocumentFormat.ts';

/**
 * CreateWorkflowRequest carries a document.
 */
export interface CreateWorkflowRequest {
  /**
   * Serverless Workflow DSL 1.0.x document, at most 1 MiB.
   */
  'document'?: (string);
  /**
   * How it is written.
   */
  'format'?: (_neighbourhood_workflow_v1_DocumentFormat);
}

/**
 * CreateWorkflowRequest carries a document.
 */
export interface CreateWorkflowRequest__Output {
  /**
   * Serverless Workflow DSL 1.0.x document, at most 1 MiB.
   */
  'document': (string);
  /**
   * How it is written.
   */
  'format': (_neighbourhood_workflow_v1_DocumentFormat__Output);
}
