// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * GetRedirectUrisRequest is empty: the workspace is the caller's.
 */
export interface GetRedirectUrisRequest {
}

/**
 * GetRedirectUrisRequest is empty: the workspace is the caller's.
 */
export interface GetRedirectUrisRequest__Output {
}
