// Original file: neighbourhood/workflow/v1/bulk_operations.proto

/**
 * BulkAction is what is done to each run.
 */
export const BulkAction = {
  /**
   * Not given.
   */
  BULK_ACTION_UNSPECIFIED: 'BULK_ACTION_UNSPECIFIED',
  /**
   * As CancelExecution.
   */
  BULK_ACTION_CANCEL: 'BULK_ACTION_CANCEL',
  /**
   * As SuspendExecution.
   */
  BULK_ACTION_SUSPEND: 'BULK_ACTION_SUSPEND',
  /**
   * As ResumeExecution.
   */
  BULK_ACTION_RESUME: 'BULK_ACTION_RESUME',
  /**
   * As RerunExecution, from the begin.
   */
  BULK_ACTION_RERUN: 'BULK_ACTION_RERUN',
} as const;

/**
 * BulkAction is what is done to each run.
 */
export type BulkAction =
  /**
   * Not given.
   */
  | 'BULK_ACTION_UNSPECIFIED'
  | 0
  /**
   * As CancelExecution.
   */
  | 'BULK_ACTION_CANCEL'
  | 1
  /**
   * As SuspendExecution.
   */
  | 'BULK_ACTION_SUSPEND'
  | 2
  /**
   * As ResumeExecution.
   */
  | 'BULK_ACTION_RESUME'
  | 3
  /**
   * As RerunExecution, from the begin.
   */
  | 'BULK_ACTION_RERUN'
  | 4

/**
 * BulkAction is what is done to each run.
 */
export type BulkAction__Output = typeof BulkAction[keyof typeof BulkAction]
