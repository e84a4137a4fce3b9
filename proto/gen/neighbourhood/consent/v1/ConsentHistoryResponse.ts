// Original file: neighbourhood/consent/v1/ledger.proto

import type { LedgerEntry as _neighbourhood_consent_v1_LedgerEntry, LedgerEntry__Output as _neighbourhood_consent_v1_LedgerEntry__Output } from '../../../neighbourhood/consent/v1/LedgerEntry.ts';

/**
 * ConsentHistoryResponse is one page of a consent's entries.
 */
export interface ConsentHistoryResponse {
  /**
   * Oldest first.
   */
  'entries'?: (_neighbourhood_consent_v1_LedgerEntry)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ConsentHistoryResponse is one page of a consent's entries.
 */
export interface ConsentHistoryResponse__Output {
  /**
   * Oldest first.
   */
  'entries': (_neighbourhood_consent_v1_LedgerEntry__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
