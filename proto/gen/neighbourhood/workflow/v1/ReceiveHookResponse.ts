// Original file: neighbourhood/workflow/v1/hooks.proto

import type { HookReply as _neighbourhood_workflow_v1_HookReply, HookReply__Output as _neighbourhood_workflow_v1_HookReply__Output } from '../../../neighbourhood/workflow/v1/HookReply.ts';

/**
 * ReceiveHookResponse tells which event it became.
 */
export interface ReceiveHookResponse {
  /**
   * Id of the event; the same for the same `webhook-id`, or delivery of a provider. Empty where it became none.
   */
  'eventId'?: (string);
  /**
   * What the provider wants to read; absent for hooks of other senders.
   */
  'reply'?: (_neighbourhood_workflow_v1_HookReply | null);
}

/**
 * ReceiveHookResponse tells which event it became.
 */
export interface ReceiveHookResponse__Output {
  /**
   * Id of the event; the same for the same `webhook-id`, or delivery of a provider. Empty where it became none.
   */
  'eventId': (string);
  /**
   * What the provider wants to read; absent for hooks of other senders.
   */
  'reply': (_neighbourhood_workflow_v1_HookReply__Output | null);
}
