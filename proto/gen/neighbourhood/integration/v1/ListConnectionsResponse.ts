// Original file: neighbourhood/integration/v1/connections.proto

import type { Connection as _neighbourhood_integration_v1_Connection, Connection__Output as _neighbourhood_integration_v1_Connection__Output } from '../../../neighbourhood/integration/v1/Connection.ts';

/**
 * ListConnectionsResponse is one page of connections.
 */
export interface ListConnectionsResponse {
  /**
   * Newest first.
   */
  'connections'?: (_neighbourhood_integration_v1_Connection)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListConnectionsResponse is one page of connections.
 */
export interface ListConnectionsResponse__Output {
  /**
   * Newest first.
   */
  'connections': (_neighbourhood_integration_v1_Connection__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
