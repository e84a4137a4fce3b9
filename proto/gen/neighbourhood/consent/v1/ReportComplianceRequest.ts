// Original file: neighbourhood/consent/v1/ledger.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * ReportComplianceRequest names a period.
 */
export interface ReportComplianceRequest {
  /**
   * Begin, inclusive.
   */
  'from'?: (_google_protobuf_Timestamp | null);
  /**
   * End, exclusive; after `from`, at most 366 days later.
   */
  'to'?: (_google_protobuf_Timestamp | null);
}

/**
 * ReportComplianceRequest names a period.
 */
export interface ReportComplianceRequest__Output {
  /**
   * Begin, inclusive.
   */
  'from': (_google_protobuf_Timestamp__Output | null);
  /**
   * End, exclusive; after `from`, at most 366 days later.
   */
  'to': (_google_protobuf_Timestamp__Output | null);
}
