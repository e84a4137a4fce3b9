// Original file: neighbourhood/auth/v1/workspaces.proto

import type { Workspace as _neighbourhood_auth_v1_Workspace, Workspace__Output as _neighbourhood_auth_v1_Workspace__Output } from '../../../neighbourhood/auth/v1/Workspace.ts';

/**
 * ListWorkspacesResponse is one page of workspaces.
 */
export interface ListWorkspacesResponse {
  /**
   * Newest first.
   */
  'workspaces'?: (_neighbourhood_auth_v1_Workspace)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListWorkspacesResponse is one page of workspaces.
 */
export interface ListWorkspacesResponse__Output {
  /**
   * Newest first.
   */
  'workspaces': (_neighbourhood_auth_v1_Workspace__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
