import type { Pool } from '@neighbourhood/shared/database/pool';
import type { Runs } from '../usecase/ports.ts';

interface RunRow {
  request_hash: string;
  data_key_id: string | null;
  result: Buffer | null;
}

/** createPostgresRuns remembers runs in PostgreSQL; results for 24 hours. */
export function createPostgresRuns(pool: Pool): Runs {
  return {
    async claim({ workspaceId, key, requestHash, leaseSeconds }) {
      // A key whose day is over, or whose process died, is as good as new.
      const { rowCount } = await pool.query({
        name: 'claim-run',
        text: `INSERT INTO action_runs AS r (workspace_id, idempotency_key, request_hash, claimed_until, expires_at)
         VALUES ($1, $2, $3, now() + $4 * interval '1 second', now() + interval '24 hours')
         ON CONFLICT (workspace_id, idempotency_key) DO UPDATE SET request_hash = excluded.request_hash,
           claimed_until = excluded.claimed_until, expires_at = excluded.expires_at, data_key_id = NULL, result = NULL
         WHERE r.expires_at < now() OR (r.result IS NULL AND r.claimed_until < now())`,
        values: [workspaceId, key, requestHash, leaseSeconds],
      });
      if (rowCount === 1) return { state: 'claimed' };
      const { rows } = await pool.query<RunRow>(
        'SELECT request_hash, data_key_id, result FROM action_runs WHERE workspace_id = $1 AND idempotency_key = $2',
        [workspaceId, key],
      );
      const row = rows[0];
      if (!row?.result || row.data_key_id === null) return { state: 'running' };
      const result = { dataKeyId: row.data_key_id, ciphertext: row.result };
      return { state: 'done', requestHash: row.request_hash, result };
    },

    async finish({ workspaceId, key }, { dataKeyId, ciphertext }) {
      await pool.query({
        name: 'finish-run',
        text: `UPDATE action_runs SET data_key_id = $3, result = $4, expires_at = now() + interval '24 hours'
         WHERE workspace_id = $1 AND idempotency_key = $2`,
        values: [workspaceId, key, dataKeyId, ciphertext],
      });
    },

    async release({ workspaceId, key }) {
      await pool.query(
        'DELETE FROM action_runs WHERE workspace_id = $1 AND idempotency_key = $2 AND result IS NULL',
        [workspaceId, key],
      );
    },
  };
}

/** forgetRuns deletes runs whose day is over. */
export async function forgetRuns(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM action_runs WHERE expires_at < now()');
  return rowCount ?? 0;
}
