import { type Pool, type Queryable } from '@neighbourhood/shared/database/pool';
import { listenedTypes, type Listener, type ListenerRepository } from '../domain/listener-repository.ts';

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

/**
 * replaceListeners says anew what a run waits for; none, and it waits no more. In the transaction in which the run
 * pauses. An event may come just before that: whoever pauses looks for events once more afterwards.
 */
export async function replaceListeners(
  client: Queryable,
  executionId: string,
  workspaceId: string,
  listeners: readonly Listener[],
): Promise<void> {
  await client.query(
    `WITH wanted AS (SELECT unnest($3::text[]) AS type),
       gone AS (DELETE FROM listeners WHERE execution_id = $1 AND type NOT IN (SELECT type FROM wanted))
     INSERT INTO listeners (execution_id, workspace_id, type) SELECT $1, $2, type FROM wanted ON CONFLICT DO NOTHING`,
    [executionId, workspaceId, listenedTypes(listeners)],
  );
}

/** A statement, as a CTE or alone, for runs that end: their ids are parameter `$n`, an array. */
export const deleteListeners = (n: number): string =>
  `DELETE FROM listeners WHERE execution_id = ANY($${n}::text[])`;
