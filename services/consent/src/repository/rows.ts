import type { Consent, End, Json, Notice } from '../domain/consent.ts';
import type { Action, Checkpoint, Entry } from '../domain/ledger.ts';

/** ConsentRow is a row of `consents` as pg reads it. */
export interface ConsentRow {
  id: string;
  workspace_id: string;
  end_user_id: string;
  provider: string;
  purposes: string[];
  scopes: string[];
  notice: Notice | null;
  evidence: Json | null;
  granted_by: string;
  granted_at: Date;
  expires_at: Date;
  salt: string;
  idempotency_key: string | null;
  end_cause: End['cause'] | null;
  ended_at: Date | null;
  end_reason: string | null;
}

/** EntryRow is a row of `ledger` as pg reads it: bigint comes as a string. */
export interface EntryRow {
  workspace_id: string;
  seq: string;
  consent_id: string;
  action: Action;
  at: Date;
  actor: string;
  details: Json;
  previous_hash: string;
  hash: string;
}

/** CheckpointRow is a row of `ledger_checkpoints` as pg reads it. */
export interface CheckpointRow {
  workspace_id: string;
  seq: string;
  hash: string;
  at: Date;
  signature: string;
}

/** toConsent reads a stored consent. */
export function toConsent(row: ConsentRow): Consent {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    endUserId: row.end_user_id,
    provider: row.provider,
    purposes: row.purposes,
    scopes: row.scopes,
    ...(row.notice ? { notice: row.notice } : {}),
    ...(row.evidence ? { evidence: row.evidence } : {}),
    grantedBy: row.granted_by,
    grantedAt: row.granted_at,
    expiresAt: row.expires_at,
    salt: row.salt,
    ...(row.idempotency_key ? { idempotencyKey: row.idempotency_key } : {}),
    ...toEnd(row),
  };
}

/** toEnd reads whether and how a consent ended. */
export function toEnd(row: Pick<ConsentRow, 'end_cause' | 'ended_at' | 'end_reason'>): { end?: End } {
  if (!row.end_cause || !row.ended_at) return {};
  return {
    end: { cause: row.end_cause, at: row.ended_at, ...(row.end_reason ? { reason: row.end_reason } : {}) },
  };
}

/** toEntry reads a stored ledger entry exactly as it lies there, tampered with or not. */
export function toEntry(row: EntryRow): Entry {
  return {
    workspaceId: row.workspace_id,
    seq: Number(row.seq),
    consentId: row.consent_id,
    action: row.action,
    at: row.at,
    actor: row.actor,
    details: row.details,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** toCheckpoint reads a stored checkpoint. */
export function toCheckpoint({
  workspace_id: workspaceId,
  seq,
  hash,
  at,
  signature,
}: CheckpointRow): Checkpoint {
  return { workspaceId, seq: Number(seq), hash, at, signature };
}
