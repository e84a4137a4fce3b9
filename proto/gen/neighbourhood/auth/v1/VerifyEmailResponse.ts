// Original file: neighbourhood/auth/v1/users.proto


/**
 * VerifyEmailResponse is empty: the address is confirmed.
 */
export interface VerifyEmailResponse {
}

/**
 * VerifyEmailResponse is empty: the address is confirmed.
 */
export interface VerifyEmailResponse__Output {
}
