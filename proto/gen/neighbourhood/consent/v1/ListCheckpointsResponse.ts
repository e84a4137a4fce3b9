// Original file: neighbourhood/consent/v1/ledger.proto

import type { Checkpoint as _neighbourhood_consent_v1_Checkpoint, Checkpoint__Output as _neighbourhood_consent_v1_Checkpoint__Output } from '../../../neighbourhood/consent/v1/Checkpoint.ts';

/**
 * ListCheckpointsResponse is one page of checkpoints.
 */
export interface ListCheckpointsResponse {
  /**
   * Newest first.
   */
  'checkpoints'?: (_neighbourhood_consent_v1_Checkpoint)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListCheckpointsResponse is one page of checkpoints.
 */
export interface ListCheckpointsResponse__Output {
  /**
   * Newest first.
   */
  'checkpoints': (_neighbourhood_consent_v1_Checkpoint__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
