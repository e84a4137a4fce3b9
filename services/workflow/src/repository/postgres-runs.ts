import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import { executionEvent } from '../domain/execution-events.ts';
import {
  type Claim,
  type EngineCheck,
  type Lease,
  type RunRepository,
} from '../domain/execution-repository.ts';
import { ended } from '../domain/execution.ts';
import { type Progress } from '../domain/interpreter/machine.ts';
import { listenedTypes, listenersOf } from '../domain/listener-repository.ts';
import { upgradeState } from '../domain/run-state.ts';
import { endedChannel, wakeRun } from './postgres-executions.ts';
import { taskArrays, upsertTasks } from './postgres-tasks.ts';
import { type ClaimedRow, executionColumns, type ExecutionRow, jsonText, toExecution } from './rows.ts';

const over = "('cancelled', 'faulted', 'completed')";
const mine = `id = $1 AND epoch = $2 AND status NOT IN ${over}`;

/** What a run listens to from now on: types are parameter 16. */
const listen = `, deaf AS (DELETE FROM listeners USING changed WHERE execution_id = changed.id AND type <> ALL($16::text[])),
  listening AS (INSERT INTO listeners (workspace_id, type, execution_id)
    SELECT workspace_id, unnest($16::text[]), id FROM changed ON CONFLICT DO NOTHING)`;

/** createPostgresRuns gives the engine its runs; the epoch in every statement fences off whoever lost the lease. */
export function createPostgresRuns(pool: Pool): RunRepository {
  async function store(
    lease: Lease,
    { state, records }: Progress,
    sets: string,
    more: unknown[] = [],
    also = '',
  ) {
    const { rows } = await pool.query<{ status: string }>(
      `WITH changed AS (UPDATE executions SET state = $3, ${sets} WHERE ${mine} RETURNING id, workspace_id, status),
         stored AS (${upsertTasks(4)}) ${also}
       SELECT status FROM changed`,
      [lease.id, lease.epoch, JSON.stringify(state), ...taskArrays(records), ...more],
    );
    const [row] = rows;
    if (!row) return 'lost';
    return row.status === 'suspended' ? 'hold' : 'go';
  }

  return {
    claim: (id, owner, leaseMs) => withTransaction(pool, client => claim(client, id, owner, leaseMs)),

    async renew({ id, epoch }, leaseMs) {
      const { rowCount } = await pool.query(
        `UPDATE executions SET lease_until = now() + $3 * interval '1 millisecond' WHERE ${mine}`,
        [id, epoch, leaseMs],
      );
      return rowCount === 1;
    },

    checkpoint: (lease, progress) => store(lease, progress, 'wake_at = NULL'),

    pause: (lease, progress, wait) =>
      store(
        lease,
        progress,
        `lease_owner = NULL, lease_until = NULL, wake_at = $14,
         status = CASE WHEN $15 AND status <> 'suspended' THEN 'waiting' ELSE status END,
         scheduled_at = CASE WHEN $14::timestamptz IS NULL THEN scheduled_at ELSE coalesce(scheduled_at, now()) END,
         engine_check_at = now() + CASE WHEN $15 AND $14::timestamptz IS NULL THEN interval '1 hour' ELSE interval '5 seconds' END`,
        [wait?.until ?? null, wait !== undefined, listenedTypes(listenersOf(wait))],
        listen,
      ),

    async wake(id) {
      const { rowCount } = await pool.query(wakeRun, [id]);
      return rowCount === 1;
    },

    end: ({ id, epoch }, ending, records) =>
      withTransaction(pool, async client => {
        const { rows } = await client.query<ExecutionRow & { now: Date }>(
          `WITH changed AS (
             UPDATE executions SET status = $3, output = $14, error = $15, ended_at = now(), state = NULL,
               lease_owner = NULL, lease_until = NULL, wake_at = NULL, engine_check_at = now() + interval '2 seconds',
               purged_at = CASE WHEN scheduled_at IS NULL THEN now() END
             WHERE ${mine} RETURNING ${executionColumns}, now() AS now),
             stored AS (${upsertTasks(4)}), deaf AS (DELETE FROM listeners USING changed WHERE execution_id = changed.id),
             told AS (SELECT pg_notify('${endedChannel}', id) FROM changed)
           SELECT changed.* FROM changed, told`,
          [
            id,
            epoch,
            ending.status,
            ...taskArrays(records),
            jsonText(ending.status === 'completed' ? ending.output : undefined),
            jsonText(ending.status === 'faulted' ? ending.error : undefined),
          ],
        );
        const [row] = rows;
        if (!row) return false;
        if (row.parent_id !== null) await client.query(wakeRun, [row.parent_id]);
        await addToOutbox(client, topics.workflow, executionEvent(ending.status, toExecution(row), row.now));
        return true;
      }),

    async dueForEngine(limit, holdMs) {
      const { rows } = await pool.query<EngineCheck>(
        `UPDATE executions SET engine_check_at = now() + $2 * interval '1 millisecond'
         WHERE id IN (SELECT id FROM executions WHERE purged_at IS NULL AND engine_check_at <= now() AND status <> 'suspended'
                      ORDER BY engine_check_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING id, status, scheduled_at IS NOT NULL AS scheduled, coalesce(lease_until > now(), false) AS leased`,
        [limit, holdMs],
      );
      return rows;
    },

    async scheduled(id) {
      await pool.query(
        `UPDATE executions SET scheduled_at = now(), engine_check_at = greatest(wake_at, now()) + interval '1 minute'
         WHERE id = $1 AND status NOT IN ${over}`,
        [id],
      );
    },

    async forget(before, limit) {
      const { rowCount } = await pool.query(
        `WITH old AS (SELECT id FROM executions WHERE ended_at < $1 AND purged_at IS NOT NULL
                      ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED),
           logs AS (DELETE FROM tasks USING old WHERE execution_id = old.id)
         DELETE FROM executions USING old WHERE executions.id = old.id`,
        [before, limit],
      );
      return rowCount ?? 0;
    },

    async purged(id) {
      await pool.query('UPDATE executions SET purged_at = now() WHERE id = $1', [id]);
    },
  };
}

async function claim(client: Queryable, id: string, owner: string, leaseMs: number): Promise<Claim> {
  const { rows } = await client.query<ClaimedRow>(
    `SELECT ${executionColumns}, state, epoch, lease_owner, lease_until, scheduled_at IS NOT NULL AS told, now()
     FROM executions WHERE id = $1 FOR UPDATE`,
    [id],
  );
  const [row] = rows;
  if (!row || ended(row)) return { kind: 'ended' };
  if (row.status === 'suspended') return { kind: 'suspended' };
  if (row.status === 'waiting' && row.wake_at && row.wake_at > row.now)
    return { kind: 'waiting', until: row.wake_at };
  if (row.lease_until && row.lease_until > row.now && row.lease_owner !== owner) {
    return { kind: 'busy', until: row.lease_until };
  }
  const epoch = row.epoch + 1;
  await client.query(
    `UPDATE executions SET status = 'running', epoch = $2, lease_owner = $3, wake_at = NULL,
       lease_until = now() + $4 * interval '1 millisecond',
       engine_check_at = now() + $4 * interval '1 millisecond' + interval '1 second'
     WHERE id = $1`,
    [id, epoch, owner, leaseMs],
  );
  const execution = toExecution({ ...row, status: 'running', wake_at: null });
  if (row.epoch === 0) {
    await addToOutbox(client, topics.workflow, executionEvent('started', execution, row.now));
  }
  const { state, told } = row;
  return { kind: 'claimed', execution, epoch, told, ...(state ? { state: upgradeState(state) } : {}) };
}
