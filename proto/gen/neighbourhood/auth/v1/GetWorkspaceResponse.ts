// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Workspace as _neighbourhood_auth_v1_Workspace, Workspace__Output as _neighbourhood_auth_v1_Workspace__Output } from '../../../neighbourhood/auth/v1/Workspace.ts';

/**
 * GetWorkspaceResponse is a workspace.
 */
export interface GetWorkspaceResponse {
  /**
   * The workspace.
   */
  'workspace'?: (_neighbourhood_auth_v1_Workspace | null);
}

/**
 * GetWorkspaceResponse is a workspace.
 */
export interface GetWorkspaceResponse__Output {
  /**
   * The workspace.
   */
  'workspace': (_neighbourhood_auth_v1_Workspace__Output | null);
}
