// Original file: neighbourhood/auth/v1/workspaces.proto


/**
 * DeleteWorkspaceResponse is empty: the workspace is closed.
 */
export interface DeleteWorkspaceResponse {
}

/**
 * DeleteWorkspaceResponse is empty: the workspace is closed.
 */
export interface DeleteWorkspaceResponse__Output {
}
