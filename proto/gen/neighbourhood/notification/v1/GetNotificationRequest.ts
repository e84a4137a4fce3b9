// Original file: neighbourhood/notification/v1/notifications.proto


/**
 * GetNotificationRequest names a message.
 */
export interface GetNotificationRequest {
  /**
   * `ntf_…`.
   */
  'notificationId'?: (string);
}

/**
 * GetNotificationRequest names a message.
 */
export interface GetNotificationRequest__Output {
  /**
   * `ntf_…`.
   */
  'notificationId': (string);
}
