// Original file: neighbourhood/workflow/v1/hooks.proto

import type { Hook as _neighbourhood_workflow_v1_Hook, Hook__Output as _neighbourhood_workflow_v1_Hook__Output } from '../../../neighbourhood/workflow/v1/Hook.ts';

/**
 * GetHookResponse is a hook.
 */
export interface GetHookResponse {
  /**
   * The hook.
   */
  'hook'?: (_neighbourhood_workflow_v1_Hook | null);
}

/**
 * GetHookResponse is a hook.
 */
export interface GetHookResponse__Output {
  /**
   * The hook.
   */
  'hook': (_neighbourhood_workflow_v1_Hook__Output | null);
}
