// Original file: neighbourhood/events/v1/auth_events.proto


/**
 * UserRegistered: CloudEvent `user.registered` on topic `auth.events`; a person made an account.
 */
export interface UserRegistered {
  /**
   * `wsp_…` that the user belongs to; empty when it has none yet, and then no webhook hears of it.
   */
  'workspaceId'?: (string);
  /**
   * `usr_…`.
   */
  'userId'?: (string);
  /**
   * Address of the user.
   */
  'email'?: (string);
}

/**
 * UserRegistered: CloudEvent `user.registered` on topic `auth.events`; a person made an account.
 */
export interface UserRegistered__Output {
  /**
   * `wsp_…` that the user belongs to; empty when it has none yet, and then no webhook hears of it.
   */
  'workspaceId': (string);
  /**
   * `usr_…`.
   */
  'userId': (string);
  /**
   * Address of the user.
   */
  'email': (string);
}
