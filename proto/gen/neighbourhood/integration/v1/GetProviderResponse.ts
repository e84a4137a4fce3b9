// Original file: neighbourhood/integration/v1/providers.proto

import type { Provider as _neighbourhood_integration_v1_Provider, Provider__Output as _neighbourhood_integration_v1_Provider__Output } from '../../../neighbourhood/integration/v1/Provider.ts';

/**
 * GetProviderResponse is a provider.
 */
export interface GetProviderResponse {
  /**
   * The provider.
   */
  'provider'?: (_neighbourhood_integration_v1_Provider | null);
}

/**
 * GetProviderResponse is a provider.
 */
export interface GetProviderResponse__Output {
  /**
   * The provider.
   */
  'provider': (_neighbourhood_integration_v1_Provider__Output | null);
}
