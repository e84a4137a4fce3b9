import type { Pool } from 'pg';
import { type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import type { Purpose } from '../domain/purpose.ts';
import type { PurposeStore } from '../domain/purpose-store.ts';

/** purposesOn reads a workspace's own purposes, also within a transaction. */
export async function purposesOn(db: Queryable, workspaceId: string): Promise<Purpose[]> {
  const found = await db.query<Purpose>(
    'SELECT id, title, description FROM purposes WHERE workspace_id = $1 ORDER BY id',
    [workspaceId],
  );
  return found.rows;
}

/** createPostgresPurposeStore keeps purposes in the service's own PostgreSQL database. */
export function createPostgresPurposeStore(pool: Pool): PurposeStore {
  return {
    own: workspaceId => purposesOn(pool, workspaceId),

    async replace(workspaceId, purposes) {
      const column = (name: keyof Purpose) => purposes.map(purpose => purpose[name]);
      await withTransaction(pool, async client => {
        // Two replacements at once take turns, so that neither list is a mixture.
        await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [workspaceId]);
        await client.query('DELETE FROM purposes WHERE workspace_id = $1', [workspaceId]);
        await client.query(
          `INSERT INTO purposes (workspace_id, id, title, description)
           SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])`,
          [workspaceId, column('id'), column('title'), column('description')],
        );
      });
    },

    async inUse(workspaceId, ids, now) {
      const found = await pool.query<{ purpose: string }>(
        `SELECT DISTINCT p.purpose FROM consent_purposes p JOIN consents c ON c.id = p.consent_id
         WHERE p.workspace_id = $1 AND p.purpose = ANY ($2) AND c.end_cause IS NULL AND c.expires_at > $3
         ORDER BY p.purpose`,
        [workspaceId, ids, now],
      );
      return found.rows.map(({ purpose }) => purpose);
    },
  };
}
