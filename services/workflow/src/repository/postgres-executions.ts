import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import { type ExecutionEvent, executionEvent } from '../domain/execution-events.ts';
import { type ExecutionRepository, type TaskSummary } from '../domain/execution-repository.ts';
import { type Execution, type Transition } from '../domain/execution.ts';
import { type TaskRecord } from '../domain/run-state.ts';
import { filterConditions } from './execution-filter.ts';
import { putBack } from './payloads.ts';
import { loadPayloads } from './postgres-payloads.ts';
import { endedChannel } from './postgres-ends.ts';
import { type FirstStretches } from './postgres-first-stretches.ts';
import { createInserts } from './postgres-inserts.ts';
import {
  executionColumns,
  type ExecutionRow,
  type TaskRow,
  toExecution,
  toTask,
  taskColumns,
} from './rows.ts';

const keyLife = "interval '24 hours'";

/** Ends the wait of run `$1`, if it waits. */
export const wakeRun = `UPDATE executions SET wake_at = now(), engine_check_at = now() + interval '5 seconds'
  WHERE id = $1 AND status = 'waiting'`;

/**
 * wakeParent wakes the run that waits for the one that ends in this transaction. A parent that is about to wait has to wait
 * for the end of the transaction: it looks at its child afterwards, and would not see the end before.
 */
export async function wakeParent(client: Queryable, id: string | null): Promise<void> {
  if (id === null) return;
  await client.query('SELECT 1 FROM executions WHERE id = $1 FOR NO KEY UPDATE', [id]);
  await client.query(wakeRun, [id]);
}

/** createPostgresExecutions keeps runs in the service's own database. */
export function createPostgresExecutions(pool: Pool, first?: FirstStretches): ExecutionRepository {
  const insert = createInserts(pool);

  return {
    async insert(execution) {
      const { idempotencyKey } = execution;
      for (;;) {
        if (await insert(execution)) {
          first?.inserted(execution);
          return { execution, isNew: true };
        }
        const key = [execution.workspaceId, idempotencyKey];
        const { rowCount } = await pool.query(
          `UPDATE executions SET idempotency_key = NULL
           WHERE workspace_id = $1 AND idempotency_key = $2 AND created_at < now() - ${keyLife}`,
          key,
        );
        if (rowCount === 1) continue;
        const { rows } = await pool.query<ExecutionRow>(
          `SELECT ${executionColumns} FROM executions WHERE workspace_id = $1 AND idempotency_key = $2`,
          key,
        );
        const [earlier] = rows.map(toExecution);
        if (earlier) return { execution: earlier, isNew: false };
      }
    },

    async find(workspaceId, id) {
      const { rows } = await pool.query<ExecutionRow>(
        `SELECT ${executionColumns} FROM executions WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, id],
      );
      return rows.map(toExecution)[0];
    },

    async list(workspaceId, filter, { limit, before }) {
      const values: unknown[] = [workspaceId, limit];
      let conditions = filterConditions(filter, values);
      if (before !== undefined) conditions += ` AND id < $${values.push(before)}`;
      const { rows } = await pool.query<ExecutionRow>(
        `SELECT ${executionColumns} FROM executions WHERE workspace_id = $1${conditions} ORDER BY id DESC LIMIT $2`,
        values,
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
        `SELECT ${taskColumns} FROM tasks WHERE execution_id = $1 AND workspace_id = $2 AND position > $3 ORDER BY position LIMIT $4`,
        [id, workspaceId, after, limit],
      );
      return readTasks(pool, id, rows);
    },

    async summary(workspaceId, id) {
      const { rows } = await pool.query<TaskSummary>(
        `SELECT reference, count(*)::int AS times,
           CASE WHEN bool_or(status = 'running') THEN 'running' WHEN bool_or(status = 'waiting') THEN 'waiting'
             ELSE (array_agg(status ORDER BY position DESC))[1] END AS status
         FROM tasks WHERE execution_id = $1 AND workspace_id = $2 GROUP BY reference`,
        [id, workspaceId],
      );
      return rows;
    },

    async task(workspaceId, id, { reference, iteration }) {
      const { rows } = await pool.query<TaskRow>(
        `SELECT ${taskColumns} FROM tasks WHERE execution_id = $1 AND workspace_id = $2 AND reference = $3
           AND ($4::text IS NULL OR iteration = $4) ORDER BY position DESC LIMIT 1`,
        [id, workspaceId, reference, iteration ?? null],
      );
      return (await readTasks(pool, id, rows))[0];
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

async function readTasks(database: Queryable, executionId: string, rows: TaskRow[]): Promise<TaskRecord[]> {
  const payloads = await loadPayloads(
    database,
    executionId,
    rows.flatMap(row => row.payloads ?? []),
  );
  return rows.map(row => toTask(putBack(row, row.payloads ?? [], payloads)));
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
    await wakeParent(client, row.parent_id);
    await client.query('SELECT pg_notify($1, $2)', [endedChannel, execution.id]);
  }
  const changed = toExecution(row);
  const reason = transition.to === 'cancelled' ? transition.reason : '';
  await addToOutbox(client, topics.workflow, executionEvent(told[to], changed, row.now, reason));
  return changed;
}
