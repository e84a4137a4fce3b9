// Original file: neighbourhood/integration/v1/providers.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * RegisterProviderRequest describes a workspace's own provider.
 */
export interface RegisterProviderRequest {
  /**
   * Definition under the catalogue's schema, as JSON.
   */
  'definition'?: (_google_protobuf_Value | null);
}

/**
 * RegisterProviderRequest describes a workspace's own provider.
 */
export interface RegisterProviderRequest__Output {
  /**
   * Definition under the catalogue's schema, as JSON.
   */
  'definition': (_google_protobuf_Value__Output | null);
}
