// Original file: neighbourhood/integration/v1/providers.proto

import type { CircuitState as _neighbourhood_integration_v1_CircuitState, CircuitState__Output as _neighbourhood_integration_v1_CircuitState__Output } from '../../../neighbourhood/integration/v1/CircuitState.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ProviderStatusResponse tells how a provider fares.
 */
export interface ProviderStatusResponse {
  /**
   * Whether an action would be tried now.
   */
  'available'?: (boolean);
  /**
   * State of the circuit breaker.
   */
  'circuit'?: (_neighbourhood_integration_v1_CircuitState);
  /**
   * Whether the limit is used up.
   */
  'rateLimited'?: (boolean);
  /**
   * Requests left in this period; absent when no limit is known.
   */
  'requestsRemaining'?: (number);
  /**
   * When the period ends; absent when no limit is known.
   */
  'resetAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Last call or probe; absent when there was none.
   */
  'lastCheckedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Failed share of the calls of the last 5 minutes, 0 to 1.
   */
  'errorRate'?: (number | string);
  '_requestsRemaining'?: "requestsRemaining";
}

/**
 * ProviderStatusResponse tells how a provider fares.
 */
export interface ProviderStatusResponse__Output {
  /**
   * Whether an action would be tried now.
   */
  'available': (boolean);
  /**
   * State of the circuit breaker.
   */
  'circuit': (_neighbourhood_integration_v1_CircuitState__Output);
  /**
   * Whether the limit is used up.
   */
  'rateLimited': (boolean);
  /**
   * Requests left in this period; absent when no limit is known.
   */
  'requestsRemaining'?: (number);
  /**
   * When the period ends; absent when no limit is known.
   */
  'resetAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Last call or probe; absent when there was none.
   */
  'lastCheckedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Failed share of the calls of the last 5 minutes, 0 to 1.
   */
  'errorRate': (number);
  '_requestsRemaining'?: "requestsRemaining";
}
