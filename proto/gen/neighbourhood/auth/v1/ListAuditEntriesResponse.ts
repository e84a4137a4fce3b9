// Original file: neighbourhood/auth/v1/audit.proto

import type { AuditEntry as _neighbourhood_auth_v1_AuditEntry, AuditEntry__Output as _neighbourhood_auth_v1_AuditEntry__Output } from '../../../neighbourhood/auth/v1/AuditEntry.ts';

/**
 * ListAuditEntriesResponse is one page of entries.
 */
export interface ListAuditEntriesResponse {
  /**
   * Newest first.
   */
  'entries'?: (_neighbourhood_auth_v1_AuditEntry)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListAuditEntriesResponse is one page of entries.
 */
export interface ListAuditEntriesResponse__Output {
  /**
   * Newest first.
   */
  'entries': (_neighbourhood_auth_v1_AuditEntry__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
