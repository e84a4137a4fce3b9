// Original file: neighbourhood/workflow/v1/executions.proto

/**
 * ExecutionState is the DSL's status of a run or a task.
 */
export const ExecutionState = {
  /**
   * Not known; as a filter: all.
   */
  EXECUTION_STATE_UNSPECIFIED: 'EXECUTION_STATE_UNSPECIFIED',
  /**
   * Not begun.
   */
  EXECUTION_STATE_PENDING: 'EXECUTION_STATE_PENDING',
  /**
   * At work.
   */
  EXECUTION_STATE_RUNNING: 'EXECUTION_STATE_RUNNING',
  /**
   * Waiting for a time or an event.
   */
  EXECUTION_STATE_WAITING: 'EXECUTION_STATE_WAITING',
  /**
   * Held by a person.
   */
  EXECUTION_STATE_SUSPENDED: 'EXECUTION_STATE_SUSPENDED',
  /**
   * Ended by a person.
   */
  EXECUTION_STATE_CANCELLED: 'EXECUTION_STATE_CANCELLED',
  /**
   * Ended by an error.
   */
  EXECUTION_STATE_FAULTED: 'EXECUTION_STATE_FAULTED',
  /**
   * Ended well.
   */
  EXECUTION_STATE_COMPLETED: 'EXECUTION_STATE_COMPLETED',
} as const;

/**
 * ExecutionState is the DSL's status of a run or a task.
 */
export type ExecutionState =
  /**
   * Not known; as a filter: all.
   */
  | 'EXECUTION_STATE_UNSPECIFIED'
  | 0
  /**
   * Not begun.
   */
  | 'EXECUTION_STATE_PENDING'
  | 1
  /**
   * At work.
   */
  | 'EXECUTION_STATE_RUNNING'
  | 2
  /**
   * Waiting for a time or an event.
   */
  | 'EXECUTION_STATE_WAITING'
  | 3
  /**
   * Held by a person.
   */
  | 'EXECUTION_STATE_SUSPENDED'
  | 4
  /**
   * Ended by a person.
   */
  | 'EXECUTION_STATE_CANCELLED'
  | 5
  /**
   * Ended by an error.
   */
  | 'EXECUTION_STATE_FAULTED'
  | 6
  /**
   * Ended well.
   */
  | 'EXECUTION_STATE_COMPLETED'
  | 7

/**
 * ExecutionState is the DSL's status of a run or a task.
 */
export type ExecutionState__Output = typeof ExecutionState[keyof typeof ExecutionState]
