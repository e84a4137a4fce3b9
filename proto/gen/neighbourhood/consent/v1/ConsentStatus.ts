// Original file: neighbourhood/consent/v1/consents.proto

/**
 * ConsentStatus is the state of a consent.
 */
export const ConsentStatus = {
  /**
   * Not known; as a filter: all.
   */
  CONSENT_STATUS_UNSPECIFIED: 'CONSENT_STATUS_UNSPECIFIED',
  /**
   * In force.
   */
  CONSENT_STATUS_ACTIVE: 'CONSENT_STATUS_ACTIVE',
  /**
   * Ended by time.
   */
  CONSENT_STATUS_EXPIRED: 'CONSENT_STATUS_EXPIRED',
  /**
   * Withdrawn, or replaced by a newer consent.
   */
  CONSENT_STATUS_REVOKED: 'CONSENT_STATUS_REVOKED',
} as const;

/**
 * ConsentStatus is the state of a consent.
 */
export type ConsentStatus =
  /**
   * Not known; as a filter: all.
   */
  | 'CONSENT_STATUS_UNSPECIFIED'
  | 0
  /**
   * In force.
   */
  | 'CONSENT_STATUS_ACTIVE'
  | 1
  /**
   * Ended by time.
   */
  | 'CONSENT_STATUS_EXPIRED'
  | 2
  /**
   * Withdrawn, or replaced by a newer consent.
   */
  | 'CONSENT_STATUS_REVOKED'
  | 3

/**
 * ConsentStatus is the state of a consent.
 */
export type ConsentStatus__Output = typeof ConsentStatus[keyof typeof ConsentStatus]
