// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * DeleteWorkspaceRequest names a workspace.
 */
export interface DeleteWorkspaceRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
}

/**
 * DeleteWorkspaceRequest names a workspace.
 */
export interface DeleteWorkspaceRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
}
