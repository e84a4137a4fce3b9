// Original file: neighbourhood/notification/v1/notifications.proto

import type { Notification as _neighbourhood_notification_v1_Notification, Notification__Output as _neighbourhood_notification_v1_Notification__Output } from '../../../neighbourhood/notification/v1/Notification.ts';

/**
 * GetNotificationResponse is a message.
 */
export interface GetNotificationResponse {
  /**
   * The message.
   */
  'notification'?: (_neighbourhood_notification_v1_Notification | null);
}

/**
 * GetNotificationResponse is a message.
 */
export interface GetNotificationResponse__Output {
  /**
   * The message.
   */
  'notification': (_neighbourhood_notification_v1_Notification__Output | null);
}
