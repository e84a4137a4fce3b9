// Original file: neighbourhood/auth/v1/sessions.proto


/**
 * LogoutRequest ends a session.
 */
export interface LogoutRequest {
  /**
   * `ses_…` of the access token that the gateway verified.
   */
  'sessionId'?: (string);
}

/**
 * LogoutRequest ends a session.
 */
export interface LogoutRequest__Output {
  /**
   * `ses_…` of the access token that the gateway verified.
   */
  'sessionId': (string);
}
