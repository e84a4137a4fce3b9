import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import { type ExecutionEvent, executionEvent } from '../domain/execution-events.ts';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution, type Transition } from '../domain/execution.ts';
import { executionColumns, type ExecutionRow, jsonText, type TaskRow, toExecution, toTask } from './rows.ts';

const keyLife = "interval '24 hours'";

/** The channel on which the ids of ended runs are told. */
export const endedChannel = 'execution_ended';

/** Ends the wait of run `$1`, if it waits. */
export const wakeRun = `UPDATE executions SET wake_at = now(), engine_check_at = now() + interval '5 seconds'
  WHERE id = $1 AND status = 'waiting'`;

/** createPostgresExecutions keeps runs in the service's own database. */
export function createPostgresExecutions(pool: Pool): ExecutionRepository {
  return {
    async insert(execution) {
      const { idempotencyKey } = execution;
      if (idempotencyKey === undefined) {
        await insertRow(pool, execution);
        return { execution, isNew: true };
      }
      return withTransaction(pool, async client => {
        await client.query(
          `UPDATE executions SET idempotency_key = NULL
           WHERE workspace_id = $1 AND idempotency_key = $2 AND created_at < now() - ${keyLife}`,
          [execution.workspaceId, idempotencyKey],
        );
        if (await insertRow(client, execution)) return { execution, isNew: true };
        const { rows } = await client.query<ExecutionRow>(
          `SELECT ${executionColumns} FROM executions WHERE workspace_id = $1 AND idempotency_key = $2`,
          [execution.workspaceId, idempotencyKey],
        );
        const [earlier] = rows.map(toExecution);
        if (!earlier) throw new Error('an execution with this key was there and is gone');
        return { execution: earlier, isNew: false };
      });
    },

    async find(workspaceId, id) {
      const { rows } = await pool.query<ExecutionRow>(
        `SELECT ${executionColumns} FROM executions WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, id],
      );
      return rows.map(toExecution)[0];
    },

    async list(workspaceId, { workflowId, status, endUserId }, { limit, before }) {
      const { rows } = await pool.query<ExecutionRow>(
        `SELECT ${executionColumns} FROM executions WHERE workspace_id = $1
           AND ($2::text IS NULL OR workflow_id = $2) AND ($3::text IS NULL OR status = $3)
           AND ($4::text IS NULL OR end_user_id = $4) AND ($5::text IS NULL OR id < $5)
         ORDER BY id DESC LIMIT $6`,
        [workspaceId, workflowId ?? null, status ?? null, endUserId ?? null, before ?? null, limit],
      );
      return rows.map(toExecution);
    },

    async tasks(workspaceId, id, { limit, after = -1 }) {
      const known = await pool.query('SELECT 1 FROM executions WHERE workspace_id = $1 AND id = $2', [
        workspaceId,
        id,
      ]);
      if (known.rowCount === 0) return undefined;
      const { rows } = await pool.query<TaskRow>(
        `SELECT reference, iteration, position, status, attempt, input, output, error, started_at, ended_at
         FROM tasks WHERE execution_id = $1 AND workspace_id = $2 AND position > $3 ORDER BY position LIMIT $4`,
        [id, workspaceId, after, limit],
      );
      return rows.map(toTask);
    },

    transition: (workspaceId, id, decide) =>
      withTransaction(pool, async client => {
        const { rows } = await client.query<ExecutionRow>(
          `SELECT ${executionColumns} FROM executions WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
          [workspaceId, id],
        );
        const [execution] = rows.map(toExecution);
        const transition = execution && decide(execution);
        if (!transition) return execution;
        return apply(client, execution, transition);
      }),
  };
}

async function insertRow(client: Queryable, execution: Execution): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO executions (id, workspace_id, workflow_id, workflow_version, workflow_hash, status, input, end_user_id,
       connections, purpose, started_by, idempotency_key, created_at, parent_id, depth, events_from, engine_check_at)
     VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, $10, $11, $12, $13, $14,
       coalesce((SELECT max(position) FROM tenant_events WHERE workspace_id = $2), 0), now() + interval '5 seconds')
     ON CONFLICT (workspace_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING`,
    [
      execution.id,
      execution.workspaceId,
      execution.workflowId,
      execution.workflowVersion,
      execution.workflowHash,
      jsonText(execution.input),
      execution.endUserId ?? null,
      JSON.stringify(execution.connections),
      execution.purpose,
      execution.startedBy,
      execution.idempotencyKey ?? null,
      execution.createdAt,
      execution.parentId ?? null,
      execution.depth,
    ],
  );
  return rowCount === 1;
}

const told = {
  cancelled: 'cancelled',
  suspended: 'suspended',
  running: 'resumed',
  waiting: 'resumed',
} as const satisfies Record<Transition['to'], ExecutionEvent>;

async function apply(client: Queryable, execution: Execution, transition: Transition): Promise<Execution> {
  const { to } = transition;
  const over = to === 'cancelled';
  const { rows } = await client.query<ExecutionRow & { now: Date }>(
    `UPDATE executions SET status = $2, engine_check_at = now() + interval '5 seconds',
       ended_at = CASE WHEN $3 THEN now() ELSE ended_at END,
       epoch = CASE WHEN $3 THEN epoch + 1 ELSE epoch END,
       lease_until = CASE WHEN $3 THEN NULL ELSE lease_until END,
       state = CASE WHEN $3 THEN NULL ELSE state END,
       wake_at = CASE WHEN $3 THEN NULL ELSE wake_at END,
       purged_at = CASE WHEN $3 AND scheduled_at IS NULL THEN now() ELSE purged_at END
     WHERE id = $1 RETURNING ${executionColumns}, now()`,
    [execution.id, to, over],
  );
  const [row] = rows;
  if (!row) throw new Error('a locked execution is gone');
  if (over) {
    await client.query(
      "UPDATE tasks SET status = 'cancelled', ended_at = now() WHERE execution_id = $1 AND status IN ('running', 'waiting')",
      [execution.id],
    );
    await client.query('DELETE FROM listeners WHERE execution_id = $1', [execution.id]);
    if (row.parent_id !== null) await client.query(wakeRun, [row.parent_id]);
    await client.query('SELECT pg_notify($1, $2)', [endedChannel, execution.id]);
  }
  const changed = toExecution(row);
  const reason = transition.to === 'cancelled' ? transition.reason : '';
  await addToOutbox(client, topics.workflow, executionEvent(told[to], changed, row.now, reason));
  return changed;
}
