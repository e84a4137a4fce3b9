// Original file: neighbourhood/auth/v1/sessions.proto


/**
 * GetJwksRequest is empty.
 */
export interface GetJwksRequest {
}

/**
 * GetJwksRequest is empty.
 */
export interface GetJwksRequest__Output {
}
