// Original file: neighbourhood/integration/v1/providers.proto

/**
 * CircuitState is the state of a provider's circuit breaker.
 */
export const CircuitState = {
  /**
   * Not known.
   */
  CIRCUIT_STATE_UNSPECIFIED: 'CIRCUIT_STATE_UNSPECIFIED',
  /**
   * Calls pass.
   */
  CIRCUIT_STATE_CLOSED: 'CIRCUIT_STATE_CLOSED',
  /**
   * Calls fail at once.
   */
  CIRCUIT_STATE_OPEN: 'CIRCUIT_STATE_OPEN',
  /**
   * One call tries.
   */
  CIRCUIT_STATE_HALF_OPEN: 'CIRCUIT_STATE_HALF_OPEN',
} as const;

/**
 * CircuitState is the state of a provider's circuit breaker.
 */
export type CircuitState =
  /**
   * Not known.
   */
  | 'CIRCUIT_STATE_UNSPECIFIED'
  | 0
  /**
   * Calls pass.
   */
  | 'CIRCUIT_STATE_CLOSED'
  | 1
  /**
   * Calls fail at once.
   */
  | 'CIRCUIT_STATE_OPEN'
  | 2
  /**
   * One call tries.
   */
  | 'CIRCUIT_STATE_HALF_OPEN'
  | 3

/**
 * CircuitState is the state of a provider's circuit breaker.
 */
export type CircuitState__Output = typeof CircuitState[keyof typeof CircuitState]
