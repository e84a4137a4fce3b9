// Original file: neighbourhood/auth/v1/users.proto


/**
 * RequestPasswordResetResponse is empty whether the account exists or not.
 */
export interface RequestPasswordResetResponse {
}

/**
 * RequestPasswordResetResponse is empty whether the account exists or not.
 */
export interface RequestPasswordResetResponse__Output {
}
