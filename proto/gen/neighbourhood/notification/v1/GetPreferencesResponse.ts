// Original file: neighbourhood/notification/v1/preferences.proto

import type { Preferences as _neighbourhood_notification_v1_Preferences, Preferences__Output as _neighbourhood_notification_v1_Preferences__Output } from '../../../neighbourhood/notification/v1/Preferences.ts';

/**
 * GetPreferencesResponse is an end user's choice, or everything on.
 */
export interface GetPreferencesResponse {
  /**
   * The preferences.
   */
  'preferences'?: (_neighbourhood_notification_v1_Preferences | null);
}

/**
 * GetPreferencesResponse is an end user's choice, or everything on.
 */
export interface GetPreferencesResponse__Output {
  /**
   * The preferences.
   */
  'preferences': (_neighbourhood_notification_v1_Preferences__Output | null);
}
