// Original file: neighbourhood/workflow/v1/bulk_operations.proto

import type { BulkOperation as _neighbourhood_workflow_v1_BulkOperation, BulkOperation__Output as _neighbourhood_workflow_v1_BulkOperation__Output } from '../../../neighbourhood/workflow/v1/BulkOperation.ts';

/**
 * StartBulkOperationResponse is the operation, which may have ended already.
 */
export interface StartBulkOperationResponse {
  /**
   * The operation.
   */
  'operation'?: (_neighbourhood_workflow_v1_BulkOperation | null);
}

/**
 * StartBulkOperationResponse is the operation, which may have ended already.
 */
export interface StartBulkOperationResponse__Output {
  /**
   * The operation.
   */
  'operation': (_neighbourhood_workflow_v1_BulkOperation__Output | null);
}
