import { type Pool, type Queryable } from '@neighbourhood/shared/database/pool';
import { type JsonObject } from '../domain/json.ts';
import { type ScheduleRepository } from '../domain/schedule-repository.ts';
import {
  delayOf,
  firstDue,
  type Schedule,
  scheduleIn,
  type ScheduleKind,
  type Trigger,
  triggerTypes,
} from '../domain/schedule.ts';
import { type Workflow } from '../domain/workflow.ts';

interface Row {
  workflow_id: string;
  workspace_id: string;
  version: string;
  kind: ScheduleKind;
  spec: JsonObject;
  next_at: Date | null;
}

interface TriggerRow extends Row {
  types: string[] | null;
  cursor: string;
  open: Trigger['open'];
  revision: number;
}

const columns = 'workflow_id, workspace_id, version, kind, spec, next_at';
const triggerColumns = `${columns}, types, cursor, open, revision`;

function toSchedule(row: Row): Schedule {
  const { workflow_id: workflowId, workspace_id: workspaceId, version, kind, spec, next_at: nextAt } = row;
  return { workflowId, workspaceId, version, kind, spec, ...(nextAt ? { nextAt } : {}) };
}

function toTrigger(row: TriggerRow): Trigger {
  const { types, cursor, open, revision } = row;
  return { ...toSchedule(row), ...(types ? { types } : {}), cursor: Number(cursor), open, revision };
}

/** createPostgresSchedules keeps schedules in the service's own database. */
export function createPostgresSchedules(pool: Pool): ScheduleRepository {
  async function select(condition: string, values: unknown[]): Promise<Trigger[]> {
    const { rows } = await pool.query<TriggerRow>(
      `SELECT ${triggerColumns} FROM schedules s WHERE ${condition}`,
      values,
    );
    return rows.map(toTrigger);
  }

  return {
    async find(workflowId) {
      const { rows } = await pool.query<Row>(`SELECT ${columns} FROM schedules WHERE workflow_id = $1`, [
        workflowId,
      ]);
      return rows.map(toSchedule)[0];
    },

    async move(workflowId, from, to) {
      const { rowCount } = await pool.query(
        'UPDATE schedules SET next_at = $3, revision = revision + 1 WHERE workflow_id = $1 AND next_at = $2',
        [workflowId, from, to ?? null],
      );
      return rowCount === 1;
    },

    async overdue(before, limit) {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM schedules WHERE next_at <= $1 ORDER BY next_at LIMIT $2`,
        [before, limit],
      );
      return rows.map(toSchedule);
    },

    async restart(workflowId) {
      const { rows: resting } = await pool.query<Row>(
        `SELECT ${columns} FROM schedules s
         WHERE kind = 'after' AND next_at IS NULL AND ($1::text IS NULL OR workflow_id = $1)
           AND NOT EXISTS (SELECT 1 FROM executions e WHERE e.workflow_id = s.workflow_id AND e.ended_at IS NULL)
         LIMIT 100`,
        [workflowId ?? null],
      );
      const restarted = await Promise.all(
        resting.map(({ workflow_id: id, spec }) =>
          pool.query<Row>(
            `UPDATE schedules SET next_at = date_trunc('milliseconds', now() + $2 * interval '1 millisecond')
             WHERE workflow_id = $1 AND kind = 'after' AND next_at IS NULL RETURNING ${columns}`,
            [id, delayOf(spec)],
          ),
        ),
      );
      return restarted.flatMap(({ rows }) => rows.map(toSchedule));
    },

    triggers: (workspaceId, type) =>
      select("kind = 'on' AND workspace_id = $1 AND (types IS NULL OR $2 = ANY(types))", [workspaceId, type]),

    behind: limit =>
      select(
        `kind = 'on' AND EXISTS (SELECT 1 FROM tenant_events e
           WHERE e.workspace_id = s.workspace_id AND e.position > s.cursor) LIMIT $1`,
        [limit],
      ),

    trigger: async workflowId => (await select("kind = 'on' AND workflow_id = $1", [workflowId]))[0],

    async advance({ workflowId, revision }, { cursor, open }) {
      const { rowCount } = await pool.query(
        `UPDATE schedules SET cursor = $3, open = $4, revision = revision + 1
         WHERE workflow_id = $1 AND revision = $2 AND kind = 'on'`,
        [workflowId, revision, cursor, JSON.stringify(open)],
      );
      return rowCount === 1;
    },
  };
}

/** putSchedule makes a version's schedule that of its definition, in the transaction in which it becomes the newest. */
export async function putSchedule(
  client: Queryable,
  { id, workspaceId, version, document }: Pick<Workflow, 'id' | 'workspaceId' | 'version' | 'document'>,
  now = new Date(),
): Promise<void> {
  const schedule = scheduleIn(document);
  if (!schedule) return deleteSchedule(client, id);
  const { kind, spec } = schedule;
  // Events that came before the definition do not start it; those that came while a version was replaced do.
  await client.query(
    `INSERT INTO schedules (workflow_id, workspace_id, version, kind, spec, next_at, types, cursor)
     VALUES ($1, $2, $3, $4, $5, $6, $7,
       (SELECT coalesce(max(position), 0) FROM tenant_events WHERE workspace_id = $2))
     ON CONFLICT (workflow_id) DO UPDATE SET version = EXCLUDED.version, kind = EXCLUDED.kind, spec = EXCLUDED.spec,
       next_at = EXCLUDED.next_at, types = EXCLUDED.types, open = '[]', revision = schedules.revision + 1,
       cursor = CASE WHEN schedules.kind = 'on' THEN schedules.cursor ELSE EXCLUDED.cursor END`,
    [
      id,
      workspaceId,
      version,
      kind,
      JSON.stringify(spec),
      firstDue(kind, spec, now) ?? null,
      triggerTypes(kind, spec) ?? null,
    ],
  );
}

/** deleteSchedule ends it, in the transaction in which its definition is deleted. */
export async function deleteSchedule(client: Queryable, workflowId: string): Promise<void> {
  await client.query('DELETE FROM schedules WHERE workflow_id = $1', [workflowId]);
}
