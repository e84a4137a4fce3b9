// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Workspace as _neighbourhood_auth_v1_Workspace, Workspace__Output as _neighbourhood_auth_v1_Workspace__Output } from '../../../neighbourhood/auth/v1/Workspace.ts';

/**
 * UpdateWorkspaceResponse is the workspace after the change.
 */
export interface UpdateWorkspaceResponse {
  /**
   * The workspace.
   */
  'workspace'?: (_neighbourhood_auth_v1_Workspace | null);
}

/**
 * UpdateWorkspaceResponse is the workspace after the change.
 */
export interface UpdateWorkspaceResponse__Output {
  /**
   * The workspace.
   */
  'workspace': (_neighbourhood_auth_v1_Workspace__Output | null);
}
