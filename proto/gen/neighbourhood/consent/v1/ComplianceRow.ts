// Original file: neighbourhood/consent/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

/**
 * ComplianceRow counts a provider's and purpose's decisions.
 */
export interface ComplianceRow {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * Purpose.
   */
  'purpose'?: (string);
  /**
   * Consents given in the period.
   */
  'granted'?: (number | string | Long);
  /**
   * Consents withdrawn in the period.
   */
  'revoked'?: (number | string | Long);
  /**
   * Consents that ended by time in the period.
   */
  'expired'?: (number | string | Long);
  /**
   * Consents in force at the period's end.
   */
  'active'?: (number | string | Long);
}

/**
 * ComplianceRow counts a provider's and purpose's decisions.
 */
export interface ComplianceRow__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * Purpose.
   */
  'purpose': (string);
  /**
   * Consents given in the period.
   */
  'granted': (number);
  /**
   * Consents withdrawn in the period.
   */
  'revoked': (number);
  /**
   * Consents that ended by time in the period.
   */
  'expired': (number);
  /**
   * Consents in force at the period's end.
   */
  'active': (number);
}
