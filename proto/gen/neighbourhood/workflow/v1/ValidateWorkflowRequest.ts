// Original file: neighbourhood/workflow/v1/workflows.proto

import type { DocumentFormat as _neighbourhood_workflow_v1_DocumentFormat, DocumentFormat__Output as _neighbourhood_workflow_v1_DocumentFormat__Output } from '../../../neighbourhood/workflow/v1/DocumentFormat.ts';

/**
 * ValidateWorkflowRequest carries a document.
 */
export interface ValidateWorkflowRequest {
  /**
   * The document, at most 1 MiB.
   */
  'document'?: (string);
  /**
   * How it is written.
   */
  'format'?: (_neighbourhood_workflow_v1_DocumentFormat);
}

/**
 * ValidateWorkflowRequest carries a document.
 */
export interface ValidateWorkflowRequest__Output {
  /**
   * The document, at most 1 MiB.
   */
  'document': (string);
  /**
   * How it is written.
   */
  'format': (_neighbourhood_workflow_v1_DocumentFormat__Output);
}
