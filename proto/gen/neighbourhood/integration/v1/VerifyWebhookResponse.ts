// Original file: neighbourhood/integration/v1/webhooks.proto

import type { ProviderEvent as _neighbourhood_integration_v1_ProviderEvent, ProviderEvent__Output as _neighbourhood_integration_v1_ProviderEvent__Output } from '../../../neighbourhood/integration/v1/ProviderEvent.ts';
import type { ChallengeAnswer as _neighbourhood_integration_v1_ChallengeAnswer, ChallengeAnswer__Output as _neighbourhood_integration_v1_ChallengeAnswer__Output } from '../../../neighbourhood/integration/v1/ChallengeAnswer.ts';

/**
 * VerifyWebhookResponse is what a proven message is.
 */
export interface VerifyWebhookResponse {
  /**
   * It tells of something.
   */
  'event'?: (_neighbourhood_integration_v1_ProviderEvent | null);
  /**
   * The provider asks whether somebody is there.
   */
  'answer'?: (_neighbourhood_integration_v1_ChallengeAnswer | null);
  /**
   * One of the two.
   */
  'outcome'?: "event"|"answer";
}

/**
 * VerifyWebhookResponse is what a proven message is.
 */
export interface VerifyWebhookResponse__Output {
  /**
   * It tells of something.
   */
  'event'?: (_neighbourhood_integration_v1_ProviderEvent__Output | null);
  /**
   * The provider asks whether somebody is there.
   */
  'answer'?: (_neighbourhood_integration_v1_ChallengeAnswer__Output | null);
  /**
   * One of the two.
   */
  'outcome'?: "event"|"answer";
}
