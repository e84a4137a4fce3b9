// Original file: neighbourhood/integration/v1/connections.proto

/**
 * ConnectionStatus is the state of a connection.
 */
export const ConnectionStatus = {
  /**
   * Not known; as a filter: all.
   */
  CONNECTION_STATUS_UNSPECIFIED: 'CONNECTION_STATUS_UNSPECIFIED',
  /**
   * Usable.
   */
  CONNECTION_STATUS_ACTIVE: 'CONNECTION_STATUS_ACTIVE',
  /**
   * Its credentials ran out and cannot be refreshed.
   */
  CONNECTION_STATUS_EXPIRED: 'CONNECTION_STATUS_EXPIRED',
  /**
   * The end user must authorise again.
   */
  CONNECTION_STATUS_NEEDS_REAUTH: 'CONNECTION_STATUS_NEEDS_REAUTH',
  /**
   * Deleted.
   */
  CONNECTION_STATUS_REVOKED: 'CONNECTION_STATUS_REVOKED',
  /**
   * Broken for another reason.
   */
  CONNECTION_STATUS_ERROR: 'CONNECTION_STATUS_ERROR',
} as const;

/**
 * ConnectionStatus is the state of a connection.
 */
export type ConnectionStatus =
  /**
   * Not known; as a filter: all.
   */
  | 'CONNECTION_STATUS_UNSPECIFIED'
  | 0
  /**
   * Usable.
   */
  | 'CONNECTION_STATUS_ACTIVE'
  | 1
  /**
   * Its credentials ran out and cannot be refreshed.
   */
  | 'CONNECTION_STATUS_EXPIRED'
  | 2
  /**
   * The end user must authorise again.
   */
  | 'CONNECTION_STATUS_NEEDS_REAUTH'
  | 3
  /**
   * Deleted.
   */
  | 'CONNECTION_STATUS_REVOKED'
  | 4
  /**
   * Broken for another reason.
   */
  | 'CONNECTION_STATUS_ERROR'
  | 5

/**
 * ConnectionStatus is the state of a connection.
 */
export type ConnectionStatus__Output = typeof ConnectionStatus[keyof typeof ConnectionStatus]
