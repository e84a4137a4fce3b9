// Original file: neighbourhood/integration/v1/providers.proto

import type { Provider as _neighbourhood_integration_v1_Provider, Provider__Output as _neighbourhood_integration_v1_Provider__Output } from '../../../neighbourhood/integration/v1/Provider.ts';

/**
 * UpdateProviderResponse is the changed provider.
 */
export interface UpdateProviderResponse {
  /**
   * The provider.
   */
  'provider'?: (_neighbourhood_integration_v1_Provider | null);
}

/**
 * UpdateProviderResponse is the changed provider.
 */
export interface UpdateProviderResponse__Output {
  /**
   * The provider.
   */
  'provider': (_neighbourhood_integration_v1_Provider__Output | null);
}
