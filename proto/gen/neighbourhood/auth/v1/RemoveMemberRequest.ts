// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * RemoveMemberRequest names a member.
 */
export interface RemoveMemberRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * `usr_…`.
   */
  'userId'?: (string);
}

/**
 * RemoveMemberRequest names a member.
 */
export interface RemoveMemberRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * `usr_…`.
   */
  'userId': (string);
}
