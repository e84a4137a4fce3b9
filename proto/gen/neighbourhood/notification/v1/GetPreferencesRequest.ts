// Original file: neighbourhood/notification/v1/preferences.proto


/**
 * GetPreferencesRequest names an end user.
 */
export interface GetPreferencesRequest {
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
}

/**
 * GetPreferencesRequest names an end user.
 */
export interface GetPreferencesRequest__Output {
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
}
