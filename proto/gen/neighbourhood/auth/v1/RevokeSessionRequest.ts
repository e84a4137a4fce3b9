// Original file: neighbourhood/auth/v1/sessions.proto


/**
 * RevokeSessionRequest names one of the caller's sessions.
 */
export interface RevokeSessionRequest {
  /**
   * `ses_…`.
   */
  'sessionId'?: (string);
}

/**
 * RevokeSessionRequest names one of the caller's sessions.
 */
export interface RevokeSessionRequest__Output {
  /**
   * `ses_…`.
   */
  'sessionId': (string);
}
