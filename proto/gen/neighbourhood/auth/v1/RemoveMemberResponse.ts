// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * RemoveMemberResponse is empty: the user is no member.
 */
export interface RemoveMemberResponse {
}

/**
 * RemoveMemberResponse is empty: the user is no member.
 */
export interface RemoveMemberResponse__Output {
}
