// Original file: neighbourhood/consent/v1/consents.proto

/**
 * RefusalReason tells why something is not allowed.
 */
export const RefusalReason = {
  /**
   * It is allowed.
   */
  REFUSAL_REASON_UNSPECIFIED: 'REFUSAL_REASON_UNSPECIFIED',
  /**
   * There never was a consent.
   */
  REFUSAL_REASON_NO_CONSENT: 'REFUSAL_REASON_NO_CONSENT',
  /**
   * It ended by time.
   */
  REFUSAL_REASON_EXPIRED: 'REFUSAL_REASON_EXPIRED',
  /**
   * It was withdrawn.
   */
  REFUSAL_REASON_REVOKED: 'REFUSAL_REASON_REVOKED',
  /**
   * It does not cover a scope.
   */
  REFUSAL_REASON_SCOPE_MISSING: 'REFUSAL_REASON_SCOPE_MISSING',
  /**
   * It does not cover the purpose.
   */
  REFUSAL_REASON_PURPOSE_MISSING: 'REFUSAL_REASON_PURPOSE_MISSING',
} as const;

/**
 * RefusalReason tells why something is not allowed.
 */
export type RefusalReason =
  /**
   * It is allowed.
   */
  | 'REFUSAL_REASON_UNSPECIFIED'
  | 0
  /**
   * There never was a consent.
   */
  | 'REFUSAL_REASON_NO_CONSENT'
  | 1
  /**
   * It ended by time.
   */
  | 'REFUSAL_REASON_EXPIRED'
  | 2
  /**
   * It was withdrawn.
   */
  | 'REFUSAL_REASON_REVOKED'
  | 3
  /**
   * It does not cover a scope.
   */
  | 'REFUSAL_REASON_SCOPE_MISSING'
  | 4
  /**
   * It does not cover the purpose.
   */
  | 'REFUSAL_REASON_PURPOSE_MISSING'
  | 5

/**
 * RefusalReason tells why something is not allowed.
 */
export type RefusalReason__Output = typeof RefusalReason[keyof typeof RefusalReason]
