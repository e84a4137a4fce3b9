// Original file: neighbourhood/events/v1/auth_events.proto


/**
 * SessionRevoked: CloudEvent `session.revoked` on topic `auth.events`; a session ended before its time.
 */
export interface SessionRevoked {
  /**
   * `wsp_…`; empty when the user belongs to none, and then no webhook hears of it.
   */
  'workspaceId'?: (string);
  /**
   * `usr_…`.
   */
  'userId'?: (string);
  /**
   * `ses_…`.
   */
  'sessionId'?: (string);
  /**
   * Why: `logout`, `request`, `token_reused` or `password_reset`.
   */
  'reason'?: (string);
}

/**
 * SessionRevoked: CloudEvent `session.revoked` on topic `auth.events`; a session ended before its time.
 */
export interface SessionRevoked__Output {
  /**
   * `wsp_…`; empty when the user belongs to none, and then no webhook hears of it.
   */
  'workspaceId': (string);
  /**
   * `usr_…`.
   */
  'userId': (string);
  /**
   * `ses_…`.
   */
  'sessionId': (string);
  /**
   * Why: `logout`, `request`, `token_reused` or `password_reset`.
   */
  'reason': (string);
}
