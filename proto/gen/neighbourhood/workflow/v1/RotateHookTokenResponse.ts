// Original file: neighbourhood/workflow/v1/hooks.proto

import type { Hook as _neighbourhood_workflow_v1_Hook, Hook__Output as _neighbourhood_workflow_v1_Hook__Output } from '../../../neighbourhood/workflow/v1/Hook.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * RotateHookTokenResponse is the address with the new token.
 */
export interface RotateHookTokenResponse {
  /**
   * The hook.
   */
  'hook'?: (_neighbourhood_workflow_v1_Hook | null);
  /**
   * Its address with the new token.
   */
  'url'?: (string);
  /**
   * When the old one ends.
   */
  'previousExpiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * RotateHookTokenResponse is the address with the new token.
 */
export interface RotateHookTokenResponse__Output {
  /**
   * The hook.
   */
  'hook': (_neighbourhood_workflow_v1_Hook__Output | null);
  /**
   * Its address with the new token.
   */
  'url': (string);
  /**
   * When the old one ends.
   */
  'previousExpiresAt': (_google_protobuf_Timestamp__Output | null);
}
