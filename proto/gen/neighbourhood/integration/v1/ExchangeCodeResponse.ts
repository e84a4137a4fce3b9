// Original file: neighbourhood/integration/v1/connections.proto

import type { Connection as _neighbourhood_integration_v1_Connection, Connection__Output as _neighbourhood_integration_v1_Connection__Output } from '../../../neighbourhood/integration/v1/Connection.ts';

/**
 * ExchangeCodeResponse is the connection that was made or renewed.
 */
export interface ExchangeCodeResponse {
  /**
   * The connection.
   */
  'connection'?: (_neighbourhood_integration_v1_Connection | null);
  /**
   * Where the browser goes now; empty means answer with the connection.
   */
  'redirectUri'?: (string);
}

/**
 * ExchangeCodeResponse is the connection that was made or renewed.
 */
export interface ExchangeCodeResponse__Output {
  /**
   * The connection.
   */
  'connection': (_neighbourhood_integration_v1_Connection__Output | null);
  /**
   * Where the browser goes now; empty means answer with the connection.
   */
  'redirectUri': (string);
}
