import { type Pool } from '@neighbourhood/shared/database/pool';
import { type EventRepository, type ReceivedEvent, type TenantEvent } from '../domain/tenant-event.ts';

interface Row {
  position: string;
  event: TenantEvent;
}

const received = ({ position, event }: Row): ReceivedEvent => ({ position: Number(position), event });

/**
 * createPostgresEvents keeps events in the service's own database. Whoever inserts takes its position under the lock
 * of the workspace, which ends with the transaction: a position that can be read has none below it that cannot yet.
 */
export function createPostgresEvents(pool: Pool): EventRepository {
  return {
    async insert(workspaceId, event) {
      const { rows } = await pool.query<Row>(
        `WITH locked AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended($1, 7305)))
         INSERT INTO tenant_events (workspace_id, source, id, type, event)
         SELECT $1, $2, $3, $4, $5 FROM locked
         ON CONFLICT (workspace_id, source, id) DO NOTHING RETURNING position, event`,
        [workspaceId, event.source, event.id, event.type, JSON.stringify(event)],
      );
      return rows.map(received)[0];
    },

    async after(workspaceId, position, types, limit) {
      const { rows } = await pool.query<Row>(
        `SELECT position, event FROM tenant_events
         WHERE workspace_id = $1 AND position > $2 AND ($3::text[] IS NULL OR type = ANY($3))
         ORDER BY position LIMIT $4`,
        [workspaceId, position, types ?? null, limit],
      );
      return rows.map(received);
    },

    async newest(workspaceId) {
      const { rows } = await pool.query<{ newest: string | null }>(
        'SELECT max(position) AS newest FROM tenant_events WHERE workspace_id = $1',
        [workspaceId],
      );
      return Number(rows[0]?.newest ?? 0);
    },

    async forget(before) {
      const { rowCount } = await pool.query('DELETE FROM tenant_events WHERE received_at < $1', [before]);
      return rowCount ?? 0;
    },
  };
}
