// Original file: neighbourhood/workflow/v1/hooks.proto

import type { Hook as _neighbourhood_workflow_v1_Hook, Hook__Output as _neighbourhood_workflow_v1_Hook__Output } from '../../../neighbourhood/workflow/v1/Hook.ts';

/**
 * CreateHookResponse is the new hook; its token and secret are shown nowhere else.
 */
export interface CreateHookResponse {
  /**
   * The hook.
   */
  'hook'?: (_neighbourhood_workflow_v1_Hook | null);
  /**
   * Its address with its token; for a provider without one, but with the secret where that belongs into the address.
   */
  'url'?: (string);
  /**
   * Signing secret, of Standard Webhooks (`whsec_…`) where there is no provider; empty where it was handed in.
   */
  'secret'?: (string);
}

/**
 * CreateHookResponse is the new hook; its token and secret are shown nowhere else.
 */
export interface CreateHookResponse__Output {
  /**
   * The hook.
   */
  'hook': (_neighbourhood_workflow_v1_Hook__Output | null);
  /**
   * Its address with its token; for a provider without one, but with the secret where that belongs into the address.
   */
  'url': (string);
  /**
   * Signing secret, of Standard Webhooks (`whsec_…`) where there is no provider; empty where it was handed in.
   */
  'secret': (string);
}
