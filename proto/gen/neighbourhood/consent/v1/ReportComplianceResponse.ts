// Original file: neighbourhood/consent/v1/ledger.proto

import type { ComplianceRow as _neighbourhood_consent_v1_ComplianceRow, ComplianceRow__Output as _neighbourhood_consent_v1_ComplianceRow__Output } from '../../../neighbourhood/consent/v1/ComplianceRow.ts';

/**
 * ReportComplianceResponse is the report.
 */
export interface ReportComplianceResponse {
  /**
   * By provider and purpose.
   */
  'rows'?: (_neighbourhood_consent_v1_ComplianceRow)[];
}

/**
 * ReportComplianceResponse is the report.
 */
export interface ReportComplianceResponse__Output {
  /**
   * By provider and purpose.
   */
  'rows': (_neighbourhood_consent_v1_ComplianceRow__Output)[];
}
