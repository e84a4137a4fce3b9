// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * CreateWorkspaceRequest names a new workspace.
 */
export interface CreateWorkspaceRequest {
  /**
   * Name, 1 to 100 characters.
   */
  'name'?: (string);
}

/**
 * CreateWorkspaceRequest names a new workspace.
 */
export interface CreateWorkspaceRequest__Output {
  /**
   * Name, 1 to 100 characters.
   */
  'name': (string);
}
