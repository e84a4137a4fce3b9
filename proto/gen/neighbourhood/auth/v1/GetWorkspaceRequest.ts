// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * GetWorkspaceRequest names a workspace.
 */
export interface GetWorkspaceRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
}

/**
 * GetWorkspaceRequest names a workspace.
 */
export interface GetWorkspaceRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
}
