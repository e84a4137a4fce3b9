// Original file: neighbourhood/consent/v1/end_users.proto


/**
 * GetErasureRequest names an erasure.
 */
export interface GetErasureRequest {
  /**
   * Id of the erasure.
   */
  'requestId'?: (string);
}

/**
 * GetErasureRequest names an erasure.
 */
export interface GetErasureRequest__Output {
  /**
   * Id of the erasure.
   */
  'requestId': (string);
}
