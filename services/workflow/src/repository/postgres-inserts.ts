import { createBatch } from '@neighbourhood/shared/database/batch';
import { type Pool } from '@neighbourhood/shared/database/pool';
import { type Execution } from '../domain/execution.ts';
import { jsonText } from './rows.ts';

const text = `INSERT INTO executions (id, workspace_id, workflow_id, workflow_version, workflow_hash, status, input,
    end_user_id, connections, purpose, started_by, idempotency_key, created_at, parent_id, depth, rerun, events_from,
    engine_check_at)
  SELECT id, workspace_id, workflow_id, workflow_version, workflow_hash, 'pending', input::json, end_user_id,
    connections::jsonb, purpose, started_by, idempotency_key, created_at, parent_id, depth, rerun::json,
    coalesce((SELECT max(position) FROM tenant_events e WHERE e.workspace_id = line.workspace_id), 0),
    now() + interval '5 seconds'
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::text[], $12::timestamptz[], $13::text[], $14::int[], $15::text[])
    AS line (id, workspace_id, workflow_id, workflow_version, workflow_hash, input, end_user_id, connections, purpose,
      started_by, idempotency_key, created_at, parent_id, depth, rerun)
  ON CONFLICT (workspace_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
  RETURNING id`;

/** createInserts adds runs, several in one statement. False where there is one with the idempotency key. */
export function createInserts(pool: Pool): (execution: Execution) => Promise<boolean> {
  return createBatch<Execution, boolean>({
    async run(runs) {
      const { rows } = await pool.query<{ id: string }>({
        name: 'insert-runs',
        text,
        values: [
          runs.map(each => each.id),
          runs.map(each => each.workspaceId),
          runs.map(each => each.workflowId),
          runs.map(each => each.workflowVersion),
          runs.map(each => each.workflowHash),
          runs.map(each => jsonText(each.input)),
          runs.map(each => each.endUserId ?? null),
          runs.map(each => JSON.stringify(each.connections)),
          runs.map(each => each.purpose),
          runs.map(each => each.startedBy),
          runs.map(each => each.idempotencyKey ?? null),
          runs.map(each => each.createdAt),
          runs.map(each => each.parentId ?? null),
          runs.map(each => each.depth),
          runs.map(each => jsonText(each.rerun)),
        ],
      });
      const added = new Set(rows.map(row => row.id));
      return runs.map(({ id }) => added.has(id));
    },
  });
}
