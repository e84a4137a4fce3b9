// Original file: neighbourhood/consent/v1/consents.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Notice as _neighbourhood_consent_v1_Notice, Notice__Output as _neighbourhood_consent_v1_Notice__Output } from '../../../neighbourhood/consent/v1/Notice.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * GrantConsentRequest records a decision.
 */
export interface GrantConsentRequest {
  /**
   * The customer's own id of the end user, 1 to 200 characters.
   */
  'endUserId'?: (string);
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * At least one, each `[a-z][a-z0-9_-]*` and known to the workspace.
   */
  'purposes'?: (string)[];
  /**
   * The provider's scopes, at most 256; empty for a provider that has none.
   */
  'scopes'?: (string)[];
  /**
   * In the future, within the configured maximum; absent means the configured default (365 days).
   */
  'expiresAt'?: (_google_protobuf_Timestamp | null);
  /**
   * What the end user was shown.
   */
  'notice'?: (_neighbourhood_consent_v1_Notice | null);
  /**
   * How the decision was made, as a JSON object of at most 16 KiB.
   */
  'evidence'?: (_google_protobuf_Value | null);
}

/**
 * GrantConsentRequest records a decision.
 */
export interface GrantConsentRequest__Output {
  /**
   * The customer's own id of the end user, 1 to 200 characters.
   */
  'endUserId': (string);
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * At least one, each `[a-z][a-z0-9_-]*` and known to the workspace.
   */
  'purposes': (string)[];
  /**
   * The provider's scopes, at most 256; empty for a provider that has none.
   */
  'scopes': (string)[];
  /**
   * In the future, within the configured maximum; absent means the configured default (365 days).
   */
  'expiresAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * What the end user was shown.
   */
  'notice': (_neighbourhood_consent_v1_Notice__Output | null);
  /**
   * How the decision was made, as a JSON object of at most 16 KiB.
   */
  'evidence': (_google_protobuf_Value__Output | null);
}
