// Original file: neighbourhood/notification/v1/notifications.proto

import type { Channel as _neighbourhood_notification_v1_Channel, Channel__Output as _neighbourhood_notification_v1_Channel__Output } from '../../../neighbourhood/notification/v1/Channel.ts';
import type { NotificationStatus as _neighbourhood_notification_v1_NotificationStatus, NotificationStatus__Output as _neighbourhood_notification_v1_NotificationStatus__Output } from '../../../neighbourhood/notification/v1/NotificationStatus.ts';

/**
 * NotificationHistoryRequest filters messages.
 */
export interface NotificationHistoryRequest {
  /**
   * Only to this end user; empty means all.
   */
  'endUserId'?: (string);
  /**
   * Only on this channel; unspecified means all.
   */
  'channel'?: (_neighbourhood_notification_v1_Channel);
  /**
   * Only in this state; unspecified means all.
   */
  'status'?: (_neighbourhood_notification_v1_NotificationStatus);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize'?: (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * NotificationHistoryRequest filters messages.
 */
export interface NotificationHistoryRequest__Output {
  /**
   * Only to this end user; empty means all.
   */
  'endUserId': (string);
  /**
   * Only on this channel; unspecified means all.
   */
  'channel': (_neighbourhood_notification_v1_Channel__Output);
  /**
   * Only in this state; unspecified means all.
   */
  'status': (_neighbourhood_notification_v1_NotificationStatus__Output);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
