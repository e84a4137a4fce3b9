// Original file: neighbourhood/notification/v1/notifications.proto

/**
 * NotificationStatus is the state of a message.
 */
export const NotificationStatus = {
  /**
   * Not known; as a filter: all.
   */
  NOTIFICATION_STATUS_UNSPECIFIED: 'NOTIFICATION_STATUS_UNSPECIFIED',
  /**
   * Accepted, not sent yet.
   */
  NOTIFICATION_STATUS_PENDING: 'NOTIFICATION_STATUS_PENDING',
  /**
   * Delivered.
   */
  NOTIFICATION_STATUS_SUCCEEDED: 'NOTIFICATION_STATUS_SUCCEEDED',
  /**
   * Given up.
   */
  NOTIFICATION_STATUS_FAILED: 'NOTIFICATION_STATUS_FAILED',
} as const;

/**
 * NotificationStatus is the state of a message.
 */
export type NotificationStatus =
  /**
   * Not known; as a filter: all.
   */
  | 'NOTIFICATION_STATUS_UNSPECIFIED'
  | 0
  /**
   * Accepted, not sent yet.
   */
  | 'NOTIFICATION_STATUS_PENDING'
  | 1
  /**
   * Delivered.
   */
  | 'NOTIFICATION_STATUS_SUCCEEDED'
  | 2
  /**
   * Given up.
   */
  | 'NOTIFICATION_STATUS_FAILED'
  | 3

/**
 * NotificationStatus is the state of a message.
 */
export type NotificationStatus__Output = typeof NotificationStatus[keyof typeof NotificationStatus]
