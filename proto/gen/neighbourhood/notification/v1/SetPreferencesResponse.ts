// Original file: neighbourhood/notification/v1/preferences.proto

import type { Preferences as _neighbourhood_notification_v1_Preferences, Preferences__Output as _neighbourhood_notification_v1_Preferences__Output } from '../../../neighbourhood/notification/v1/Preferences.ts';

/**
 * SetPreferencesResponse is the choice after the change.
 */
export interface SetPreferencesResponse {
  /**
   * The preferences.
   */
  'preferences'?: (_neighbourhood_notification_v1_Preferences | null);
}

/**
 * SetPreferencesResponse is the choice after the change.
 */
export interface SetPreferencesResponse__Output {
  /**
   * The preferences.
   */
  'preferences': (_neighbourhood_notification_v1_Preferences__Output | null);
}
