// Original file: neighbourhood/consent/v1/end_users.proto


/**
 * EraseEndUserRequest names an end user.
 */
export interface EraseEndUserRequest {
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
}

/**
 * EraseEndUserRequest names an end user.
 */
export interface EraseEndUserRequest__Output {
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
}
