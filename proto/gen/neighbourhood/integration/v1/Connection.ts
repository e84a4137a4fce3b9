// Original file: neighbourhood/integration/v1/connections.proto

import type { ConnectionStatus as _neighbourhood_integration_v1_ConnectionStatus, ConnectionStatus__Output as _neighbourhood_integration_v1_ConnectionStatus__Output } from '../../../neighbourhood/integration/v1/ConnectionStatus.ts';
import type { Account as _neighbourhood_integration_v1_Account, Account__Output as _neighbourhood_integration_v1_Account__Output } from '../../../neighbourhood/integration/v1/Account.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Connection is one end user's authorised account at one provider.
 */
export interface Connection {
  /**
   * `con_…`.
   */
  'id'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId'?: (string);
  /**
   * Its state.
   */
  'status'?: (_neighbourhood_integration_v1_ConnectionStatus);
  /**
   * Why it is not active; empty when it is.
   */
  'statusReason'?: (string);
  /**
   * Scopes that the provider granted.
   */
  'scopes'?: (string)[];
  /**
   * The account; absent when the provider tells none.
   */
  'account'?: (_neighbourhood_integration_v1_Account | null);
  /**
   * First authorisation.
   */
  'connectedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Last action; absent when none ran.
   */
  'lastUsedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * Connection is one end user's authorised account at one provider.
 */
export interface Connection__Output {
  /**
   * `con_…`.
   */
  'id': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * The customer's own id of the end user.
   */
  'endUserId': (string);
  /**
   * Its state.
   */
  'status': (_neighbourhood_integration_v1_ConnectionStatus__Output);
  /**
   * Why it is not active; empty when it is.
   */
  'statusReason': (string);
  /**
   * Scopes that the provider granted.
   */
  'scopes': (string)[];
  /**
   * The account; absent when the provider tells none.
   */
  'account': (_neighbourhood_integration_v1_Account__Output | null);
  /**
   * First authorisation.
   */
  'connectedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Last action; absent when none ran.
   */
  'lastUsedAt': (_google_protobuf_Timestamp__Output | null);
}
