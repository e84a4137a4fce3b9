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
import { listenedTypes } from '../domain/listener-repository.ts';
import { upgradeState } from '../domain/run-state.ts';
import { type FirstStretches } from './postgres-first-stretches.ts';
import { type LeftOut, leaveOut, type Payloads, putBack } from './payloads.ts';
import { endedChannel } from './postgres-ends.ts';
import { wakeParent, wakeRun } from './postgres-executions.ts';
import { type Change, createStoredPayloads, loadPayloads } from './postgres-payloads.ts';
import { taskLines, upsertTasks } from './postgres-tasks.ts';
import { type ClaimedRow, executionColumns, type ExecutionRow, jsonText, toExecution } from './rows.ts';

const over = "('cancelled', 'faulted', 'completed')";
const mine = `id = $1 AND epoch = $2 AND status NOT IN ${over}`;

/** What a run listens to from now on: types are parameter 18. */
const listen = `, deaf AS (DELETE FROM listeners USING changed WHERE execution_id = changed.id AND type <> ALL($18::text[])),
  listening AS (INSERT INTO listeners (workspace_id, type, execution_id)
    SELECT workspace_id, unnest($18::text[]), id FROM changed ON CONFLICT DO NOTHING)`;

/** createPostgresRuns gives the engine its runs; the epoch in every statement fences off whoever lost the lease. */
export function createPostgresRuns(pool: Pool, first?: FirstStretches): RunRepository {
  const payloadsOf = createStoredPayloads();

  /** Stores progress; parameters after the 15th are `more`. */
  async function store(
    { id, epoch }: Lease,
    { state, records }: Progress,
    sets: string,
    more: unknown[] = [],
    also = '',
  ) {
    const payloads: Payloads = new Map();
    const missing: LeftOut[] = [];
    const text = leaveOut(state, JSON.stringify(state), payloads, missing);
    const lines = taskLines(records, payloads);
    const change = payloadsOf.change(id, payloads, missing);
    const values = [
      id,
      epoch,
      text,
      ...lines.columns,
      missing.length === 0 ? null : JSON.stringify(missing),
      ...more,
    ];
    const { rows } = await pool.query<{ status: string; created?: string[] | null }>(
      `WITH changed AS (UPDATE executions SET state = $3, state_payloads = $15, ${sets} WHERE ${mine} RETURNING id, workspace_id, status),
         stored AS (${upsertTasks(4)}) ${also} ${changePayloads(change, values)}
       SELECT status ${change.fresh.length === 0 ? '' : ', (SELECT array_agg(hash) FROM kept) AS created'} FROM changed`,
      values,
    );
    const [row] = rows;
    if (!row) return 'lost';
    payloadsOf.done(id, change, row.created ?? [], lines.missing);
    return row.status === 'suspended' ? 'hold' : 'go';
  }

  return {
    async claim(id, owner, leaseMs) {
      const begun = await first?.claim(id, owner, leaseMs);
      if (begun) return begun;
      const { missing = [], ...claimed } = await withTransaction(pool, client =>
        claim(client, id, owner, leaseMs),
      );
      payloadsOf.begin(
        id,
        missing.map(each => each.hash),
      );
      return claimed;
    },

    async renew({ id, epoch }, leaseMs) {
      const { rowCount } = await pool.query(
        `UPDATE executions SET lease_until = now() + $3 * interval '1 millisecond' WHERE ${mine}`,
        [id, epoch, leaseMs],
      );
      return rowCount === 1;
    },

    checkpoint: (lease, progress) =>
      first?.checkpoint(lease, progress) ?? store(lease, progress, 'wake_at = NULL'),

    pause(lease, progress, wait) {
      first?.leave(lease.id);
      return store(
        lease,
        progress,
        `lease_owner = NULL, lease_until = NULL, wake_at = $16,
         status = CASE WHEN $17 AND status <> 'suspended' THEN 'waiting' ELSE status END,
         scheduled_at = CASE WHEN $16::timestamptz IS NULL OR $19 THEN scheduled_at ELSE coalesce(scheduled_at, now()) END,
         engine_check_at = CASE WHEN $19 THEN $16 + interval '1 second'
           WHEN $17 AND $16 IS NULL THEN now() + interval '1 hour' ELSE now() + interval '5 seconds' END`,
        [wait?.until ?? null, wait !== undefined, listenedTypes(wait), wait?.near === true],
        listen,
      );
    },

    async wake(id) {
      const { rowCount } = await pool.query(wakeRun, [id]);
      return rowCount === 1;
    },

    end: ({ id, epoch }, ending, records) =>
      first?.end({ id, epoch }, ending, records) ??
      withTransaction(pool, async client => {
        const payloads: Payloads = new Map();
        const lines = taskLines(records, payloads);
        const values: unknown[] = [
          id,
          epoch,
          ending.status,
          ...lines.columns,
          jsonText(ending.status === 'completed' ? ending.output : undefined),
          jsonText(ending.status === 'faulted' ? ending.error : undefined),
        ];
        const change = payloadsOf.change(id, payloads, lines.missing);
        const { rows } = await client.query<ExecutionRow & { now: Date }>(
          `WITH changed AS (
             UPDATE executions SET status = $3, output = $15, error = $16, ended_at = now(), state = NULL,
               state_payloads = NULL, lease_owner = NULL, lease_until = NULL, wake_at = NULL, engine_check_at = now() + interval '2 seconds',
               purged_at = CASE WHEN scheduled_at IS NULL THEN now() END
             WHERE ${mine} RETURNING ${executionColumns}, now() AS now),
             stored AS (${upsertTasks(4)}), deaf AS (DELETE FROM listeners USING changed WHERE execution_id = changed.id),
             told AS (SELECT pg_notify('${endedChannel}', id) FROM changed) ${changePayloads(change, values)}
           SELECT changed.* FROM changed, told`,
          values,
        );
        payloadsOf.begin(id, []);
        const [row] = rows;
        if (!row) return false;
        await wakeParent(client, row.parent_id);
        await addToOutbox(client, topics.workflow, executionEvent(ending.status, toExecution(row), row.now));
        return true;
      }),

    async dueForEngine(limit, holdMs, where) {
      const { rows } = await pool.query<Omit<EngineCheck, 'parentId'> & { parentId: string | null }>(
        `UPDATE executions SET engine_check_at = now() + $2 * interval '1 millisecond'
         WHERE id IN (SELECT id FROM executions WHERE purged_at IS NULL AND engine_check_at <= now() AND status <> 'suspended'
                        AND ($3::boolean IS NULL OR $3 = (status IN ${over} OR (status = 'waiting' AND coalesce(wake_at > now(), false))))
                      ORDER BY engine_check_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING id, workspace_id AS "workspaceId", parent_id AS "parentId", status, scheduled_at IS NOT NULL AS scheduled,
           coalesce(lease_until > now(), false) AS leased, status = 'waiting' AND coalesce(wake_at > now(), false) AS sleeps`,
        [limit, holdMs, where === undefined ? null : where === 'engine'],
      );
      return rows.map(({ parentId, ...row }) => ({ ...row, ...(parentId === null ? {} : { parentId }) }));
    },

    async scheduled(id) {
      await pool.query(
        `UPDATE executions SET scheduled_at = now(), engine_check_at = greatest(wake_at, now()) + interval '10 seconds'
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

/** changePayloads is a statement's part that changes the payloads of the run `changed`; appends its parameters. */
function changePayloads({ fresh, stale }: Change, values: unknown[]): string {
  const add = (value: unknown) => `$${values.push(value)}::text[]`;
  let sql = '';
  if (fresh.length > 0)
    sql += `, kept AS (INSERT INTO payloads (execution_id, hash, value)
      SELECT changed.id, hash, value FROM changed, unnest(${add(fresh.map(([hash]) => hash))}, ${add(fresh.map(([, text]) => text))})
        AS payload (hash, value) ON CONFLICT DO NOTHING RETURNING hash)`;
  if (stale.length > 0)
    sql += `, gone AS (DELETE FROM payloads USING changed WHERE execution_id = changed.id AND hash = ANY(${add(stale)}))`;
  return sql;
}

type Claiming = Claim & { missing?: LeftOut[] };

async function claim(client: Queryable, id: string, owner: string, leaseMs: number): Promise<Claiming> {
  const { rows } = await client.query<ClaimedRow>(
    `SELECT ${executionColumns}, state, state_payloads, epoch, lease_owner, lease_until, scheduled_at IS NOT NULL AS told, now()
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
  if (!state) return { kind: 'claimed', execution, epoch, told };
  const missing = row.state_payloads ?? [];
  const whole = putBack(state, missing, await loadPayloads(client, id, missing));
  return { kind: 'claimed', execution, epoch, told, state: upgradeState(whole), missing };
}
