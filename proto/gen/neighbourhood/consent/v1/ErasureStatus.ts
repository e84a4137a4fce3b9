// Original file: neighbourhood/consent/v1/end_users.proto

/**
 * ErasureStatus is the state of an erasure.
 */
export const ErasureStatus = {
  /**
   * Not known.
   */
  ERASURE_STATUS_UNSPECIFIED: 'ERASURE_STATUS_UNSPECIFIED',
  /**
   * Some service has not finished.
   */
  ERASURE_STATUS_RUNNING: 'ERASURE_STATUS_RUNNING',
  /**
   * Every service has finished.
   */
  ERASURE_STATUS_COMPLETED: 'ERASURE_STATUS_COMPLETED',
  /**
   * A service could not finish.
   */
  ERASURE_STATUS_FAILED: 'ERASURE_STATUS_FAILED',
} as const;

/**
 * ErasureStatus is the state of an erasure.
 */
export type ErasureStatus =
  /**
   * Not known.
   */
  | 'ERASURE_STATUS_UNSPECIFIED'
  | 0
  /**
   * Some service has not finished.
   */
  | 'ERASURE_STATUS_RUNNING'
  | 1
  /**
   * Every service has finished.
   */
  | 'ERASURE_STATUS_COMPLETED'
  | 2
  /**
   * A service could not finish.
   */
  | 'ERASURE_STATUS_FAILED'
  | 3

/**
 * ErasureStatus is the state of an erasure.
 */
export type ErasureStatus__Output = typeof ErasureStatus[keyof typeof ErasureStatus]
