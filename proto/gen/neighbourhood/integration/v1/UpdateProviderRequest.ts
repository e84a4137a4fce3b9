// Original file: neighbourhood/integration/v1/providers.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * UpdateProviderRequest describes one of the workspace's own providers anew.
 */
export interface UpdateProviderRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * Definition under the catalogue's schema, as JSON.
   */
  'definition'?: (_google_protobuf_Value | null);
}

/**
 * UpdateProviderRequest describes one of the workspace's own providers anew.
 */
export interface UpdateProviderRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * Definition under the catalogue's schema, as JSON.
   */
  'definition': (_google_protobuf_Value__Output | null);
}
