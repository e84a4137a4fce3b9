// Original file: neighbourhood/integration/v1/connections.proto

import type { ConnectionStatus as _neighbourhood_integration_v1_ConnectionStatus, ConnectionStatus__Output as _neighbourhood_integration_v1_ConnectionStatus__Output } from '../../../neighbourhood/integration/v1/ConnectionStatus.ts';

/**
 * ListConnectionsRequest filters connections.
 */
export interface ListConnectionsRequest {
  /**
   * Only this end user's; empty means all.
   */
  'endUserId'?: (string);
  /**
   * Only at this provider; empty means all.
   */
  'provider'?: (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status'?: (_neighbourhood_integration_v1_ConnectionStatus);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize'?: (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * ListConnectionsRequest filters connections.
 */
export interface ListConnectionsRequest__Output {
  /**
   * Only this end user's; empty means all.
   */
  'endUserId': (string);
  /**
   * Only at this provider; empty means all.
   */
  'provider': (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status': (_neighbourhood_integration_v1_ConnectionStatus__Output);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
