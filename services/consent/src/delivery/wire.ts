import type { Checkpoint as CheckpointMessage } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/Checkpoint';
import type { Consent as ConsentMessage } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/Consent';
import type { ConsentStatus__Output } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentStatus';
import type { LedgerEntry } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/LedgerEntry';
import type { ValidateConsentResponse } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ValidateConsentResponse';
import { toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { type Consent, type Status, statusOf } from '../domain/consent.ts';
import type { Checkpoint, Entry } from '../domain/ledger.ts';
import type { Refusal, Verdict } from '../domain/validity.ts';
import type { EndUserExport } from '../usecase/export-end-user.ts';

const statuses = {
  active: 'CONSENT_STATUS_ACTIVE',
  expired: 'CONSENT_STATUS_EXPIRED',
  revoked: 'CONSENT_STATUS_REVOKED',
} as const satisfies Record<Status, ConsentStatus__Output>;

const reasons = {
  noConsent: 'REFUSAL_REASON_NO_CONSENT',
  expired: 'REFUSAL_REASON_EXPIRED',
  revoked: 'REFUSAL_REASON_REVOKED',
  scopeMissing: 'REFUSAL_REASON_SCOPE_MISSING',
  purposeMissing: 'REFUSAL_REASON_PURPOSE_MISSING',
} as const satisfies Record<Refusal, string>;

const actions = {
  granted: 'LEDGER_ACTION_GRANTED',
  revoked: 'LEDGER_ACTION_REVOKED',
  expired: 'LEDGER_ACTION_EXPIRED',
  superseded: 'LEDGER_ACTION_SUPERSEDED',
} as const satisfies Record<Entry['action'], string>;

/** toConsentMessage shows a consent as it stands at `now`. */
export function toConsentMessage(consent: Consent, now: Date): ConsentMessage {
  const { id, endUserId, provider, purposes, scopes, grantedAt, expiresAt, notice, end } = consent;
  const revoked = end && end.cause !== 'expired' ? end : undefined;
  return {
    id,
    endUserId,
    provider,
    purposes: [...purposes],
    scopes: [...scopes],
    status: statuses[statusOf(consent, now)],
    grantedAt: toTimestamp(grantedAt),
    expiresAt: toTimestamp(expiresAt),
    revokedAt: toTimestamp(revoked?.at),
    revokeReason: revoked?.reason ?? '',
    notice: notice ?? null,
  };
}

/** fromStatus reads a status filter; unspecified is none. */
export function fromStatus(status: ConsentStatus__Output): Status | undefined {
  return (Object.keys(statuses) as Status[]).find(name => statuses[name] === status);
}

/** toVerdictMessage answers a validation. */
export function toVerdictMessage(verdict: Verdict): ValidateConsentResponse {
  if (verdict.valid) {
    return { valid: true, consentId: verdict.consentId, expiresAt: toTimestamp(verdict.expiresAt) };
  }
  const { reason, consentId = '', missingScopes } = verdict;
  return { valid: false, consentId, reason: reasons[reason], missingScopes: [...missingScopes] };
}

/** toEntryMessage shows a ledger entry. */
export function toEntryMessage({
  seq,
  consentId,
  action,
  at,
  actor,
  details,
  hash,
  previousHash,
}: Entry): LedgerEntry {
  const facts = { action: actions[action], at: toTimestamp(at), actor, details: toValue(details) };
  return { sequence: seq, consentId, ...facts, hash, previousHash };
}

/** toCheckpointMessage shows a checkpoint. */
export function toCheckpointMessage({ seq, hash, at, signature }: Checkpoint): CheckpointMessage {
  return { sequence: seq, head: hash, at: toTimestamp(at), signature };
}

/** toExportDocument shows an export as free JSON; what only serves the store, as salts, stays here. */
export function toExportDocument({ endUserId, exportedAt, consents, history }: EndUserExport) {
  return {
    endUserId,
    exportedAt,
    consents: consents.map(({ workspaceId: _, salt: __, idempotencyKey: ___, ...consent }) => ({
      ...consent,
      status: statusOf(consent, exportedAt),
    })),
    history: history.map(({ workspaceId: _, ...entry }) => entry),
  };
}
