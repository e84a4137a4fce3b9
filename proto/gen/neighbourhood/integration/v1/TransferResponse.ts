// Original file: neighbourhood/integration/v1/transfer.proto

import type { TransferAnswer as _neighbourhood_integration_v1_TransferAnswer, TransferAnswer__Output as _neighbourhood_integration_v1_TransferAnswer__Output } from '../../../neighbourhood/integration/v1/TransferAnswer.ts';

/**
 * TransferResponse is a part of an answer with a body of any size.
 */
export interface TransferResponse {
  /**
   * First, and once: how the answer begins.
   */
  'answer'?: (_neighbourhood_integration_v1_TransferAnswer | null);
  /**
   * Then its body.
   */
  'chunk'?: (Buffer | Uint8Array | string);
  /**
   * What this part is.
   */
  'part'?: "answer"|"chunk";
}

/**
 * TransferResponse is a part of an answer with a body of any size.
 */
export interface TransferResponse__Output {
  /**
   * First, and once: how the answer begins.
   */
  'answer'?: (_neighbourhood_integration_v1_TransferAnswer__Output | null);
  /**
   * Then its body.
   */
  'chunk'?: (Buffer);
  /**
   * What this part is.
   */
  'part'?: "answer"|"chunk";
}
