import { type Pool } from '@neighbourhood/shared/database/pool';
import {
  appliesTo,
  type BulkAction,
  type BulkOperation,
  type BulkRepository,
} from '../domain/bulk-operation.ts';
import { type ExecutionFilter } from '../domain/execution-repository.ts';
import { filterConditions } from './execution-filter.ts';

interface BulkRow {
  id: string;
  workspace_id: string;
  action: BulkAction;
  filter: Omit<ExecutionFilter, 'from' | 'to'> & { from?: string; to: string };
  reason: string;
  started_by: string;
  matched: number;
  changed: number;
  skipped: number;
  failed: number;
  cursor: string;
  created_at: Date;
  ended_at: Date | null;
}

const columns = `id, workspace_id, action, filter, reason, started_by, matched, changed, skipped, failed, cursor,
  created_at, ended_at`;

function toOperation(row: BulkRow): BulkOperation {
  const {
    workspace_id: workspaceId,
    started_by: startedBy,
    created_at: createdAt,
    ended_at: endedAt,
    ...same
  } = row;
  const { from, to, ...filter } = row.filter;
  return {
    ...same,
    workspaceId,
    startedBy,
    createdAt,
    filter: { ...filter, to: new Date(to), ...(from === undefined ? {} : { from: new Date(from) }) },
    ...(endedAt ? { endedAt } : {}),
  };
}

/** The runs that an action applies to; the few that have not ended have an index of their own. */
function matching(action: BulkAction, filter: ExecutionFilter, values: unknown[]): string {
  const states = appliesTo[action].join("', '");
  const over = action === 'rerun' ? 'NOT NULL' : 'NULL';
  return `workspace_id = $1 AND ended_at IS ${over} AND status IN ('${states}')${filterConditions(filter, values)}`;
}

/** createPostgresBulk keeps operations in the service's own database. */
export function createPostgresBulk(pool: Pool): BulkRepository {
  return {
    async count(workspaceId, action, filter, most) {
      const values: unknown[] = [workspaceId, most];
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM
           (SELECT 1 FROM executions WHERE ${matching(action, filter, values)} LIMIT $2) AS counted`,
        values,
      );
      return rows[0]?.count ?? 0;
    },

    async insert(operation, most) {
      const { id, workspaceId, action, filter, reason, startedBy, matched, createdAt } = operation;
      const { rowCount } = await pool.query(
        `INSERT INTO bulk_operations (id, workspace_id, action, filter, reason, started_by, matched, created_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8
         WHERE (SELECT count(*) FROM bulk_operations WHERE workspace_id = $2 AND ended_at IS NULL) < $9`,
        [id, workspaceId, action, JSON.stringify(filter), reason, startedBy, matched, createdAt, most],
      );
      return rowCount === 1;
    },

    async find(workspaceId, id) {
      const { rows } = await pool.query<BulkRow>(
        `SELECT ${columns} FROM bulk_operations WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, id],
      );
      return rows.map(toOperation)[0];
    },

    async claim(owner, leaseMs, id) {
      const { rows } = await pool.query<BulkRow>(
        `UPDATE bulk_operations SET lease_owner = $1, lease_until = now() + $2 * interval '1 millisecond'
         WHERE id = (SELECT id FROM bulk_operations WHERE ended_at IS NULL AND (lease_until IS NULL OR lease_until < now())
                       AND ($3::text IS NULL OR id = $3) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING ${columns}`,
        [owner, leaseMs, id ?? null],
      );
      return rows.map(toOperation)[0];
    },

    async next({ workspaceId, action, filter, cursor }, limit) {
      const values: unknown[] = [workspaceId, cursor, limit];
      const { rows } = await pool.query<{ id: string }>(
        `SELECT id FROM executions WHERE ${matching(action, filter, values)} AND id > $2 ORDER BY id LIMIT $3`,
        values,
      );
      return rows.map(row => row.id);
    },

    async store({ id, changed, skipped, failed, cursor, endedAt }, owner, leaseMs) {
      const { rowCount } = await pool.query(
        `UPDATE bulk_operations SET changed = $3, skipped = $4, failed = $5, cursor = $6, ended_at = $7,
           lease_until = now() + $8 * interval '1 millisecond'
         WHERE id = $1 AND lease_owner = $2 AND ended_at IS NULL`,
        [id, owner, changed, skipped, failed, cursor, endedAt ?? null, leaseMs],
      );
      return rowCount === 1;
    },

    async forget(before) {
      await pool.query('DELETE FROM bulk_operations WHERE ended_at < $1', [before]);
    },
  };
}
