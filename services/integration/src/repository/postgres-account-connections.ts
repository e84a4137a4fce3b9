import type { Pool } from '@neighbourhood/shared/database/pool';
import type { AccountConnections } from '../usecase/verify-webhook.ts';

/** createPostgresAccountConnections looks into the table of connections. */
export function createPostgresAccountConnections(pool: Pool): AccountConnections {
  return {
    async ofAccount({ workspaceId, provider, accountId }, limit) {
      const { rows } = await pool.query<{ id: string; end_user_id: string }>(
        `SELECT id, end_user_id FROM connections
         WHERE workspace_id = $1 AND provider = $2 AND account_id = $3 AND status <> 'revoked' LIMIT $4`,
        [workspaceId, provider, accountId, limit],
      );
      return rows.map(row => ({ id: row.id, endUserId: row.end_user_id }));
    },
  };
}
