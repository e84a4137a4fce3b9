// Original file: neighbourhood/integration/v1/connections.proto

import type { Connection as _neighbourhood_integration_v1_Connection, Connection__Output as _neighbourhood_integration_v1_Connection__Output } from '../../../neighbourhood/integration/v1/Connection.ts';

/**
 * CreateConnectionResponse is the new connection.
 */
export interface CreateConnectionResponse {
  /**
   * The connection.
   */
  'connection'?: (_neighbourhood_integration_v1_Connection | null);
}

/**
 * CreateConnectionResponse is the new connection.
 */
export interface CreateConnectionResponse__Output {
  /**
   * The connection.
   */
  'connection': (_neighbourhood_integration_v1_Connection__Output | null);
}
