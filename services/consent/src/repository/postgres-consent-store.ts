import type { Pool } from 'pg';
import { withTransaction } from '@neighbourhood/shared/database/pool';
import type { ConsentStore, Filter } from '../domain/consent-store.ts';
import type { Consent } from '../domain/consent.ts';
import { createPostgresChange, lockWorkspace } from './postgres-change.ts';
import { type ConsentRow, toConsent, toEnd } from './rows.ts';

type StandingRow = Pick<ConsentRow, 'scopes' | 'expires_at' | 'end_cause' | 'ended_at' | 'end_reason'> & {
  purpose: string;
  consent_id: string;
};

/** createPostgresConsentStore keeps consents in the service's own PostgreSQL database. */
export function createPostgresConsentStore(pool: Pool): ConsentStore {
  return {
    async standings(workspaceId, endUserId, provider) {
      const found = await pool.query<StandingRow>({
        name: 'standings',
        text: `SELECT p.purpose, p.consent_id, c.scopes, c.expires_at, c.end_cause, c.ended_at, c.end_reason
               FROM consent_purposes p JOIN consents c ON c.id = p.consent_id
               WHERE p.workspace_id = $1 AND p.end_user_id = $2 AND p.provider = $3`,
        values: [workspaceId, endUserId, provider],
      });
      return found.rows.map(row => ({
        purpose: row.purpose,
        consentId: row.consent_id,
        scopes: row.scopes,
        expiresAt: row.expires_at,
        ...toEnd(row),
      }));
    },

    async find(workspaceId, id) {
      const found = await pool.query<ConsentRow>(
        'SELECT * FROM consents WHERE workspace_id = $1 AND id = $2',
        [workspaceId, id],
      );
      return found.rows.map(toConsent)[0];
    },

    async list(workspaceId, filter, { limit, before }, now) {
      const { conditions, values } = narrow(filter, now);
      const found = await pool.query<ConsentRow>(
        `SELECT * FROM consents WHERE workspace_id = $1 AND ($2::text IS NULL OR id < $2) ${conditions}
         ORDER BY id DESC LIMIT $3`,
        [workspaceId, before, limit, ...values],
      );
      return found.rows.map(toConsent);
    },

    async overdue(now, limit): Promise<Consent[]> {
      const found = await pool.query<ConsentRow>(
        'SELECT * FROM consents WHERE end_cause IS NULL AND expires_at <= $1 ORDER BY expires_at LIMIT $2',
        [now, limit],
      );
      return found.rows.map(toConsent);
    },

    change: (workspaceId, work) =>
      withTransaction(pool, async client =>
        work(createPostgresChange(client, workspaceId, await lockWorkspace(client, workspaceId))),
      ),
  };
}

/** narrow writes a filter as SQL; its parameters begin at $4. */
function narrow(filter: Filter, now: Date): { conditions: string; values: unknown[] } {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value) + 3}`;
  const conditions: string[] = [];
  if (filter.endUserId !== undefined) conditions.push(`end_user_id = ${parameter(filter.endUserId)}`);
  if (filter.provider !== undefined) conditions.push(`provider = ${parameter(filter.provider)}`);
  if (filter.status === 'revoked') conditions.push(`end_cause IN ('revoked', 'superseded')`);
  if (filter.status === 'active') conditions.push(`end_cause IS NULL AND expires_at > ${parameter(now)}`);
  if (filter.status === 'expired') {
    conditions.push(`(end_cause = 'expired' OR (end_cause IS NULL AND expires_at <= ${parameter(now)}))`);
  }
  return { conditions: conditions.map(condition => `AND ${condition}`).join(' '), values };
}
