// Original file: neighbourhood/integration/v1/connections.proto

import type { Connection as _neighbourhood_integration_v1_Connection, Connection__Output as _neighbourhood_integration_v1_Connection__Output } from '../../../neighbourhood/integration/v1/Connection.ts';

/**
 * ResolveConnectionResponse is the only active connection.
 */
export interface ResolveConnectionResponse {
  /**
   * The connection.
   */
  'connection'?: (_neighbourhood_integration_v1_Connection | null);
}

/**
 * ResolveConnectionResponse is the only active connection.
 */
export interface ResolveConnectionResponse__Output {
  /**
   * The connection.
   */
  'connection': (_neighbourhood_integration_v1_Connection__Output | null);
}
