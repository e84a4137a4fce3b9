// Original file: neighbourhood/integration/v1/transfer.proto

import type { TransferHeader as _neighbourhood_integration_v1_TransferHeader, TransferHeader__Output as _neighbourhood_integration_v1_TransferHeader__Output } from '../../../neighbourhood/integration/v1/TransferHeader.ts';

/**
 * TransferAnswer is how an answer begins.
 */
export interface TransferAnswer {
  /**
   * HTTP status, as the provider sent it.
   */
  'status'?: (number);
  /**
   * Headers; those that set state at the caller or name a connection are left out.
   */
  'headers'?: (_neighbourhood_integration_v1_TransferHeader)[];
}

/**
 * TransferAnswer is how an answer begins.
 */
export interface TransferAnswer__Output {
  /**
   * HTTP status, as the provider sent it.
   */
  'status': (number);
  /**
   * Headers; those that set state at the caller or name a connection are left out.
   */
  'headers': (_neighbourhood_integration_v1_TransferHeader__Output)[];
}
