// Original file: neighbourhood/auth/v1/users.proto


/**
 * ResetPasswordResponse is empty: the password is set.
 */
export interface ResetPasswordResponse {
}

/**
 * ResetPasswordResponse is empty: the password is set.
 */
export interface ResetPasswordResponse__Output {
}
