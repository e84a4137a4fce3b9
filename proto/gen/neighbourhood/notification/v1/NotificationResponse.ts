// Original file: neighbourhood/notification/v1/notifications.proto

import type { Notification as _neighbourhood_notification_v1_Notification, Notification__Output as _neighbourhood_notification_v1_Notification__Output } from '../../../neighbourhood/notification/v1/Notification.ts';

/**
 * NotificationResponse is the accepted message.
 */
export interface NotificationResponse {
  /**
   * The message.
   */
  'notification'?: (_neighbourhood_notification_v1_Notification | null);
}

/**
 * NotificationResponse is the accepted message.
 */
export interface NotificationResponse__Output {
  /**
   * The message.
   */
  'notification': (_neighbourhood_notification_v1_Notification__Output | null);
}
