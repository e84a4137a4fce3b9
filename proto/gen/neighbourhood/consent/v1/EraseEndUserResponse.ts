// Original file: neighbourhood/consent/v1/end_users.proto


/**
 * EraseEndUserResponse names the erasure that began.
 */
export interface EraseEndUserResponse {
  /**
   * Id of the erasure.
   */
  'requestId'?: (string);
}

/**
 * EraseEndUserResponse names the erasure that began.
 */
export interface EraseEndUserResponse__Output {
  /**
   * Id of the erasure.
   */
  'requestId': (string);
}
