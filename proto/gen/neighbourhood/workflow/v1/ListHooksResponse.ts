// Original file: neighbourhood/workflow/v1/hooks.proto

import type { Hook as _neighbourhood_workflow_v1_Hook, Hook__Output as _neighbourhood_workflow_v1_Hook__Output } from '../../../neighbourhood/workflow/v1/Hook.ts';

/**
 * ListHooksResponse is one page of hooks.
 */
export interface ListHooksResponse {
  /**
   * Newest first.
   */
  'hooks'?: (_neighbourhood_workflow_v1_Hook)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListHooksResponse is one page of hooks.
 */
export interface ListHooksResponse__Output {
  /**
   * Newest first.
   */
  'hooks': (_neighbourhood_workflow_v1_Hook__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
