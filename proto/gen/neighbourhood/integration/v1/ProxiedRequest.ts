// Original file: neighbourhood/integration/v1/transfer.proto

import type { TransferHeader as _neighbourhood_integration_v1_TransferHeader, TransferHeader__Output as _neighbourhood_integration_v1_TransferHeader__Output } from '../../../neighbourhood/integration/v1/TransferHeader.ts';

/**
 * ProxiedRequest is a request to the provider's own API.
 */
export interface ProxiedRequest {
  /**
   * HTTP method.
   */
  'method'?: (string);
  /**
   * Path below the provider's base URL, encoded, without a slash at its begin.
   */
  'path'?: (string);
  /**
   * Query without its question mark.
   */
  'query'?: (string);
  /**
   * Headers; those that name a caller or a connection are left out.
   */
  'headers'?: (_neighbourhood_integration_v1_TransferHeader)[];
}

/**
 * ProxiedRequest is a request to the provider's own API.
 */
export interface ProxiedRequest__Output {
  /**
   * HTTP method.
   */
  'method': (string);
  /**
   * Path below the provider's base URL, encoded, without a slash at its begin.
   */
  'path': (string);
  /**
   * Query without its question mark.
   */
  'query': (string);
  /**
   * Headers; those that name a caller or a connection are left out.
   */
  'headers': (_neighbourhood_integration_v1_TransferHeader__Output)[];
}
