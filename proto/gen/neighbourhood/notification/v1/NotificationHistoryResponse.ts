// Original file: neighbourhood/notification/v1/notifications.proto

import type { Notification as _neighbourhood_notification_v1_Notification, Notification__Output as _neighbourhood_notification_v1_Notification__Output } from '../../../neighbourhood/notification/v1/Notification.ts';

/**
 * NotificationHistoryResponse is one page of messages.
 */
export interface NotificationHistoryResponse {
  /**
   * Newest first.
   */
  'notifications'?: (_neighbourhood_notification_v1_Notification)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * NotificationHistoryResponse is one page of messages.
 */
export interface NotificationHistoryResponse__Output {
  /**
   * Newest first.
   */
  'notifications': (_neighbourhood_notification_v1_Notification__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
