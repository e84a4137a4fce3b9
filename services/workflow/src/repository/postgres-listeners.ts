import { type Pool } from '@neighbourhood/shared/database/pool';
import { type ListenerRepository } from '../domain/listener-repository.ts';

/** createPostgresListeners finds who waits. */
export function createPostgresListeners(pool: Pool): ListenerRepository {
  return {
    async waitingFor(workspaceId, type, limit, after = '') {
      const { rows } = await pool.query<{ execution_id: string }>(
        `SELECT DISTINCT execution_id FROM listeners
         WHERE workspace_id = $1 AND type = ANY(ARRAY[$2, '']) AND execution_id > $3
         ORDER BY execution_id LIMIT $4`,
        [workspaceId, type, after, limit],
      );
      return rows.map(row => row.execution_id);
    },
  };
}
