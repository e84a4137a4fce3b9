// Original file: neighbourhood/auth/v1/sessions.proto


/**
 * LogoutResponse is empty: the session is over.
 */
export interface LogoutResponse {
}

/**
 * LogoutResponse is empty: the session is over.
 */
export interface LogoutResponse__Output {
}
