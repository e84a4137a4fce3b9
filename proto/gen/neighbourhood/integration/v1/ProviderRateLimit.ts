// Original file: neighbourhood/integration/v1/providers.proto


/**
 * ProviderRateLimit is what a provider allows.
 */
export interface ProviderRateLimit {
  /**
   * Requests per period.
   */
  'requests'?: (number);
  /**
   * Length of the period in seconds.
   */
  'periodSeconds'?: (number);
}

/**
 * ProviderRateLimit is what a provider allows.
 */
export interface ProviderRateLimit__Output {
  /**
   * Requests per period.
   */
  'requests': (number);
  /**
   * Length of the period in seconds.
   */
  'periodSeconds': (number);
}
