// Original file: neighbourhood/integration/v1/providers.proto

import type { Provider as _neighbourhood_integration_v1_Provider, Provider__Output as _neighbourhood_integration_v1_Provider__Output } from '../../../neighbourhood/integration/v1/Provider.ts';

/**
 * ListProvidersResponse is one page of providers.
 */
export interface ListProvidersResponse {
  /**
   * By id.
   */
  'providers'?: (_neighbourhood_integration_v1_Provider)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListProvidersResponse is one page of providers.
 */
export interface ListProvidersResponse__Output {
  /**
   * By id.
   */
  'providers': (_neighbourhood_integration_v1_Provider__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
