// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * GetWorkspaceAccessRequest names a user and a workspace.
 */
export interface GetWorkspaceAccessRequest {
  /**
   * `usr_…`.
   */
  'userId'?: (string);
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
}

/**
 * GetWorkspaceAccessRequest names a user and a workspace.
 */
export interface GetWorkspaceAccessRequest__Output {
  /**
   * `usr_…`.
   */
  'userId': (string);
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
}
