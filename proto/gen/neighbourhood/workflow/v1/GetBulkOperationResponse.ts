// Original file: neighbourhood/workflow/v1/bulk_operations.proto

import type { BulkOperation as _neighbourhood_workflow_v1_BulkOperation, BulkOperation__Output as _neighbourhood_workflow_v1_BulkOperation__Output } from '../../../neighbourhood/workflow/v1/BulkOperation.ts';

/**
 * GetBulkOperationResponse is the operation as it stands.
 */
export interface GetBulkOperationResponse {
  /**
   * The operation.
   */
  'operation'?: (_neighbourhood_workflow_v1_BulkOperation | null);
}

/**
 * GetBulkOperationResponse is the operation as it stands.
 */
export interface GetBulkOperationResponse__Output {
  /**
   * The operation.
   */
  'operation': (_neighbourhood_workflow_v1_BulkOperation__Output | null);
}
