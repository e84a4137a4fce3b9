// Original file: neighbourhood/consent/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

/**
 * VerifyLedgerResponse is the verdict on a chain.
 */
export interface VerifyLedgerResponse {
  /**
   * Whether every link fits.
   */
  'valid'?: (boolean);
  /**
   * Entries that fit, from the first on.
   */
  'entries'?: (number | string | Long);
  /**
   * Sequence of the first entry that does not fit; absent when valid.
   */
  'firstBadEntry'?: (number | string | Long);
  /**
   * Hash of the last entry, 64 hex digits; 64 zeros for an empty chain.
   */
  'head'?: (string);
  '_firstBadEntry'?: "firstBadEntry";
}

/**
 * VerifyLedgerResponse is the verdict on a chain.
 */
export interface VerifyLedgerResponse__Output {
  /**
   * Whether every link fits.
   */
  'valid': (boolean);
  /**
   * Entries that fit, from the first on.
   */
  'entries': (number);
  /**
   * Sequence of the first entry that does not fit; absent when valid.
   */
  'firstBadEntry'?: (number);
  /**
   * Hash of the last entry, 64 hex digits; 64 zeros for an empty chain.
   */
  'head': (string);
  '_firstBadEntry'?: "firstBadEntry";
}
