// Original file: neighbourhood/notification/v1/preferences.proto

import type { Preferences as _neighbourhood_notification_v1_Preferences, Preferences__Output as _neighbourhood_notification_v1_Preferences__Output } from '../../../neighbourhood/notification/v1/Preferences.ts';

/**
 * SetPreferencesRequest is an end user's whole choice.
 */
export interface SetPreferencesRequest {
  /**
   * The preferences.
   */
  'preferences'?: (_neighbourhood_notification_v1_Preferences | null);
}

/**
 * SetPreferencesRequest is an end user's whole choice.
 */
export interface SetPreferencesRequest__Output {
  /**
   * The preferences.
   */
  'preferences': (_neighbourhood_notification_v1_Preferences__Output | null);
}
