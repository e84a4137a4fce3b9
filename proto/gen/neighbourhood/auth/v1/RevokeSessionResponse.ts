// Original file: neighbourhood/auth/v1/sessions.proto


/**
 * RevokeSessionResponse is empty: the session is over.
 */
export interface RevokeSessionResponse {
}

/**
 * RevokeSessionResponse is empty: the session is over.
 */
export interface RevokeSessionResponse__Output {
}
