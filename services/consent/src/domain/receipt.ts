import type { Consent, Json } from './consent.ts';
import type { Entry } from './ledger.ts';

/** ReceiptProfile is what every receipt of this installation says alike. */
export interface ReceiptProfile {
  /** ISO 3166-1 codes or `EU`. */
  jurisdictions: readonly string[];
  /** What the processor calls itself. */
  processor: string;
}

/**
 * receiptOf states a consent as it was granted, in the fields of ISO/IEC TS 27560:2023. It names the ledger
 * entry of the grant, so whoever holds a receipt can tell a rewritten ledger.
 */
export function receiptOf(consent: Consent, granted: Entry, profile: ReceiptProfile): Json {
  const { purposes, scopes, notice } = granted.details as Pick<Consent, 'purposes' | 'scopes' | 'notice'>;
  return {
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: consent.id,
    pii_principal_id: consent.endUserId,
    pii_processing: {
      ...(notice
        ? { privacy_notice: notice.url, notice_version: notice.version, language: notice.language }
        : {}),
      jurisdictions: profile.jurisdictions,
      services: [consent.provider],
      purposes: purposes.map(purpose => ({
        purpose,
        lawful_basis: 'consent',
        pii_information: scopes.map(scope => ({ pii_type: scope })),
        pii_controllers: [consent.workspaceId],
        recipient_third_parties: [consent.provider],
        collection_method: 'recorded by the PII controller',
        withdrawal_method: `DELETE /api/v1/consents/${consent.id}, by the PII controller at the PII principal's request`,
        privacy_rights: ['withdraw', 'access', 'erasure', 'portability'],
      })),
    },
    party_identification: [
      { party_id: consent.workspaceId, party_role: 'PII controller' },
      { party_id: profile.processor, party_role: 'PII processor' },
      { party_id: consent.provider, party_role: 'third party' },
    ],
    events: [
      {
        event_time: consent.grantedAt.toISOString(),
        validity_duration: durationOf(consent),
        entity_id: consent.endUserId,
        event_type: 'explicit',
        event_state: 'consent given',
      },
    ],
    ledger: { seq: granted.seq, hash: granted.hash },
  };
}

/** The life of a consent as an ISO 8601 duration: whole days where it fits, else seconds. */
function durationOf({ grantedAt, expiresAt }: Consent): string {
  const seconds = (expiresAt.getTime() - grantedAt.getTime()) / 1000;
  return seconds % 86_400 === 0 ? `P${seconds / 86_400}D` : `PT${seconds}S`;
}
