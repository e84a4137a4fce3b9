// Original file: neighbourhood/integration/v1/transfer.proto

import type { TransferStart as _neighbourhood_integration_v1_TransferStart, TransferStart__Output as _neighbourhood_integration_v1_TransferStart__Output } from '../../../neighbourhood/integration/v1/TransferStart.ts';

/**
 * TransferRequest is a part of a request with a body of any size.
 */
export interface TransferRequest {
  /**
   * First, and once: what is asked for.
   */
  'start'?: (_neighbourhood_integration_v1_TransferStart | null);
  /**
   * Then the body, if there is one, in pieces of at most 64 KiB.
   */
  'chunk'?: (Buffer | Uint8Array | string);
  /**
   * What this part is.
   */
  'part'?: "start"|"chunk";
}

/**
 * TransferRequest is a part of a request with a body of any size.
 */
export interface TransferRequest__Output {
  /**
   * First, and once: what is asked for.
   */
  'start'?: (_neighbourhood_integration_v1_TransferStart__Output | null);
  /**
   * Then the body, if there is one, in pieces of at most 64 KiB.
   */
  'chunk'?: (Buffer);
  /**
   * What this part is.
   */
  'part'?: "start"|"chunk";
}
