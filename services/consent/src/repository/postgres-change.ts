import { type CloudEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { Change } from '../domain/consent-store.ts';
import type { Consent } from '../domain/consent.ts';
import { emptyHead, type Fact, type Head, link } from '../domain/ledger.ts';
import { type ConsentRow, toConsent } from './rows.ts';

/** lockWorkspace takes the workspace's row in `ledger_heads` until the transaction ends, and reads the head. */
export async function lockWorkspace(client: Queryable, workspaceId: string): Promise<Head> {
  await client.query(
    'INSERT INTO ledger_heads (workspace_id, seq, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [workspaceId, emptyHead.seq, emptyHead.hash],
  );
  const locked = await client.query<{ seq: string; hash: string }>(
    'SELECT seq, hash FROM ledger_heads WHERE workspace_id = $1 FOR UPDATE',
    [workspaceId],
  );
  const [row] = locked.rows;
  return row ? { seq: Number(row.seq), hash: row.hash } : emptyHead;
}

/** createPostgresChange is the Change of a transaction that holds its workspace's lock at `start`. */
export function createPostgresChange(client: Queryable, workspaceId: string, start: Head): Change {
  let head = start;

  async function one(condition: string, values: unknown[]): Promise<Consent | undefined> {
    const found = await client.query<ConsentRow>(
      `SELECT * FROM consents WHERE workspace_id = $1 AND ${condition}`,
      [workspaceId, ...values],
    );
    return found.rows.map(toConsent)[0];
  }

  return {
    find: id => one('id = $2', [id]),

    findByIdempotencyKey: (grantedBy, key) =>
      one('granted_by = $2 AND idempotency_key = $3', [grantedBy, key]),

    async holders({ endUserId, provider, purposes }) {
      const found = await client.query<ConsentRow>(
        `SELECT * FROM consents WHERE id IN (
           SELECT consent_id FROM consent_purposes
           WHERE workspace_id = $1 AND end_user_id = $2 AND provider = $3 AND purpose = ANY ($4))`,
        [workspaceId, endUserId, provider, purposes],
      );
      return found.rows.map(toConsent);
    },

    async add(consent, decides = consent.purposes) {
      await client.query(
        `WITH added AS (
           INSERT INTO consents (id, workspace_id, end_user_id, provider, purposes, scopes, notice, evidence,
             granted_by, granted_at, expires_at, salt, idempotency_key)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))
         INSERT INTO consent_purposes (workspace_id, end_user_id, provider, purpose, consent_id)
         SELECT $2, $3, $4, purpose, $1 FROM unnest($14::text[]) AS purpose
         ON CONFLICT (workspace_id, end_user_id, provider, purpose) DO UPDATE SET consent_id = excluded.consent_id`,
        [
          consent.id, workspaceId, consent.endUserId, consent.provider, consent.purposes, consent.scopes,
          consent.notice, consent.evidence, consent.grantedBy, consent.grantedAt, consent.expiresAt,
          consent.salt, consent.idempotencyKey, decides,
        ], // prettier-ignore
      );
    },

    async update({ id, purposes, end }) {
      await client.query(
        `UPDATE consents SET purposes = $3, end_cause = $4, ended_at = $5, end_reason = $6
         WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, id, purposes, end?.cause, end?.at, end?.reason],
      );
    },

    async record(fact: Fact) {
      const entry = link(workspaceId, head, fact);
      await client.query(
        `WITH moved AS (UPDATE ledger_heads SET seq = $2, hash = $9 WHERE workspace_id = $1)
         INSERT INTO ledger (workspace_id, seq, consent_id, action, at, actor, details, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          workspaceId, entry.seq, entry.consentId, entry.action, entry.at, entry.actor, entry.details,
          entry.previousHash, entry.hash,
        ], // prettier-ignore
      );
      head = entry;
    },

    announce: (event: CloudEvent) => addToOutbox(client, topics.consent, event),
  };
}
