// Original file: neighbourhood/workflow/v1/bulk_operations.proto


/**
 * GetBulkOperationRequest names an operation.
 */
export interface GetBulkOperationRequest {
  /**
   * `blk_…`.
   */
  'bulkOperationId'?: (string);
}

/**
 * GetBulkOperationRequest names an operation.
 */
export interface GetBulkOperationRequest__Output {
  /**
   * `blk_…`.
   */
  'bulkOperationId': (string);
}
