// Original file: neighbourhood/notification/v1/preferences.proto

import type { QuietHours as _neighbourhood_notification_v1_QuietHours, QuietHours__Output as _neighbourhood_notification_v1_QuietHours__Output } from '../../../neighbourhood/notification/v1/QuietHours.ts';

/**
 * Preferences is what an end user wants to receive.
 */
export interface Preferences {
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Switches by channel: `email`, `sms`, `push`; one that is missing is on.
   */
  'channels'?: ({[key: string]: boolean});
  /**
   * Absent when there are none.
   */
  'quietHours'?: (_neighbourhood_notification_v1_QuietHours | null);
}

/**
 * Preferences is what an end user wants to receive.
 */
export interface Preferences__Output {
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Switches by channel: `email`, `sms`, `push`; one that is missing is on.
   */
  'channels': ({[key: string]: boolean});
  /**
   * Absent when there are none.
   */
  'quietHours': (_neighbourhood_notification_v1_QuietHours__Output | null);
}
