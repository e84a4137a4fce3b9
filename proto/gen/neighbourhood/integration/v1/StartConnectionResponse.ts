// Original file: neighbourhood/integration/v1/connections.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * StartConnectionResponse tells the gateway what to set and where to redirect.
 */
export interface StartConnectionResponse {
  /**
   * Address at the provider.
   */
  'authorizationUrl'?: (string);
  /**
   * Value for the HttpOnly, SameSite=Lax cookie that must come back with the code.
   */
  'browserBinding'?: (string);
  /**
   * When the cookie ends.
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * StartConnectionResponse tells the gateway what to set and where to redirect.
 */
export interface StartConnectionResponse__Output {
  /**
   * Address at the provider.
   */
  'authorizationUrl': (string);
  /**
   * Value for the HttpOnly, SameSite=Lax cookie that must come back with the code.
   */
  'browserBinding': (string);
  /**
   * When the cookie ends.
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
}
