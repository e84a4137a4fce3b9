// Original file: neighbourhood/consent/v1/end_users.proto


/**
 * ExportEndUserRequest names an end user.
 */
export interface ExportEndUserRequest {
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
}

/**
 * ExportEndUserRequest names an end user.
 */
export interface ExportEndUserRequest__Output {
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
}
