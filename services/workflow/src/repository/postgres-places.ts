import { type Pool, withTransaction } from '@neighbourhood/shared/database/pool';
import { type PlaceRepository } from '../domain/place-repository.ts';

/** createPostgresPlaces keeps places in the service's own database. */
export function createPostgresPlaces(pool: Pool): PlaceRepository {
  return {
    draw: (owner, workspaceId, wanted, limit, leaseMs) =>
      withTransaction(pool, async client => {
        // Whoever draws for a workspace has to know what the others hold.
        await client.query("SELECT pg_advisory_xact_lock(hashtextextended('places:' || $1, 0))", [
          workspaceId,
        ]);
        await client.query('DELETE FROM places WHERE workspace_id = $1 AND until < now() AND owner <> $2', [
          workspaceId,
          owner,
        ]);
        const { rows } = await client.query<{ held: number }>(
          `WITH before AS (
             SELECT coalesce(sum(held) FILTER (WHERE owner = $2), 0) AS own, coalesce(sum(held), 0) AS every
             FROM places WHERE workspace_id = $1)
           INSERT INTO places (workspace_id, owner, held, until)
           SELECT $1, $2, own + least($3, greatest($4 - every, 0)), now() + $5 * interval '1 millisecond' FROM before
           ON CONFLICT (workspace_id, owner) DO UPDATE SET held = excluded.held, until = excluded.until
           RETURNING held`,
          [workspaceId, owner, wanted, limit, leaseMs],
        );
        return rows[0]?.held ?? 0;
      }),

    async keep(owner, workspaceId, held) {
      await pool.query(
        held > 0
          ? 'UPDATE places SET held = $3 WHERE owner = $1 AND workspace_id = $2 AND held > $3'
          : 'DELETE FROM places WHERE owner = $1 AND workspace_id = $2 AND held > $3',
        [owner, workspaceId, held],
      );
    },

    async renew(owner, leaseMs) {
      const { rows } = await pool.query<{ workspace_id: string; held: number }>(
        `UPDATE places SET until = now() + $2 * interval '1 millisecond' WHERE owner = $1 RETURNING workspace_id, held`,
        [owner, leaseMs],
      );
      return new Map(rows.map(row => [row.workspace_id, row.held]));
    },

    async release(owner) {
      await pool.query('DELETE FROM places WHERE owner = $1', [owner]);
    },

    async queue(executionIds) {
      await pool.query(
        `UPDATE executions SET queued_at = coalesce(queued_at, now()), engine_check_at = now() + interval '1 hour'
         WHERE id = ANY($1) AND status = 'pending'`,
        [executionIds],
      );
    },

    async take(workspaceId, limit) {
      const { rows } = await pool.query<{ id: string }>(
        `UPDATE executions SET queued_at = NULL, engine_check_at = now() + interval '5 seconds'
         WHERE id IN (SELECT id FROM executions WHERE workspace_id = $1 AND queued_at IS NOT NULL AND status = 'pending'
                      ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [workspaceId, limit],
      );
      return rows.map(row => row.id).sort();
    },

    async waiting() {
      // From workspace to workspace, whatever number of runs of each waits.
      const { rows } = await pool.query<{ workspace_id: string }>(
        `WITH RECURSIVE found AS (
           (SELECT workspace_id FROM executions WHERE queued_at IS NOT NULL AND status = 'pending'
            ORDER BY workspace_id LIMIT 1)
           UNION ALL
           SELECT (SELECT workspace_id FROM executions WHERE queued_at IS NOT NULL AND status = 'pending'
                     AND workspace_id > found.workspace_id ORDER BY workspace_id LIMIT 1)
           FROM found WHERE found.workspace_id IS NOT NULL)
         SELECT workspace_id FROM found WHERE workspace_id IS NOT NULL`,
      );
      return rows.map(row => row.workspace_id);
    },
  };
}
