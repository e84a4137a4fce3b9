// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Workspace as _neighbourhood_auth_v1_Workspace, Workspace__Output as _neighbourhood_auth_v1_Workspace__Output } from '../../../neighbourhood/auth/v1/Workspace.ts';

/**
 * CreateWorkspaceResponse is the new workspace.
 */
export interface CreateWorkspaceResponse {
  /**
   * The workspace; the caller is its admin.
   */
  'workspace'?: (_neighbourhood_auth_v1_Workspace | null);
}

/**
 * CreateWorkspaceResponse is the new workspace.
 */
export interface CreateWorkspaceResponse__Output {
  /**
   * The workspace; the caller is its admin.
   */
  'workspace': (_neighbourhood_auth_v1_Workspace__Output | null);
}
