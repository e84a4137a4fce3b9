// Original file: neighbourhood/auth/v1/workspaces.proto

import type { RedirectUris as _neighbourhood_auth_v1_RedirectUris, RedirectUris__Output as _neighbourhood_auth_v1_RedirectUris__Output } from '../../../neighbourhood/auth/v1/RedirectUris.ts';

/**
 * UpdateWorkspaceRequest changes the fields that are present.
 */
export interface UpdateWorkspaceRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * New name, 1 to 100 characters.
   */
  'name'?: (string);
  /**
   * New list of addresses; absent leaves the list as it is.
   */
  'redirectUris'?: (_neighbourhood_auth_v1_RedirectUris | null);
  '_name'?: "name";
}

/**
 * UpdateWorkspaceRequest changes the fields that are present.
 */
export interface UpdateWorkspaceRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * New name, 1 to 100 characters.
   */
  'name'?: (string);
  /**
   * New list of addresses; absent leaves the list as it is.
   */
  'redirectUris': (_neighbourhood_auth_v1_RedirectUris__Output | null);
  '_name'?: "name";
}
