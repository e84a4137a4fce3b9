// Original file: neighbourhood/workflow/v1/hooks.proto

import type { Hook as _neighbourhood_workflow_v1_Hook, Hook__Output as _neighbourhood_workflow_v1_Hook__Output } from '../../../neighbourhood/workflow/v1/Hook.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * RotateHookSecretResponse is the new secret.
 */
export interface RotateHookSecretResponse {
  /**
   * The hook.
   */
  'hook'?: (_neighbourhood_workflow_v1_Hook | null);
  /**
   * The new secret; empty where it was handed in.
   */
  'secret'?: (string);
  /**
   * When the old one ends.
   */
  'previousExpiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * RotateHookSecretResponse is the new secret.
 */
export interface RotateHookSecretResponse__Output {
  /**
   * The hook.
   */
  'hook': (_neighbourhood_workflow_v1_Hook__Output | null);
  /**
   * The new secret; empty where it was handed in.
   */
  'secret': (string);
  /**
   * When the old one ends.
   */
  'previousExpiresAt': (_google_protobuf_Timestamp__Output | null);
}
