import { createBatch } from '@neighbourhood/shared/database/batch';
import { outboxText, wakeRelay } from '@neighbourhood/shared/database/outbox';
import { type Pool } from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import { executionEvent } from '../domain/execution-events.ts';
import { type Ending } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';
import { type TaskRecord } from '../domain/run-state.ts';
import { taskColumnsOf, taskParameters, upsertTaskLogs } from './postgres-task-batches.ts';
import { jsonText } from './rows.ts';

/** RunEnd is the end of a run that no other run waits for. */
export interface RunEnd {
  execution: Execution;
  epoch: number;
  ending: Ending;
  records: readonly TaskRecord[];
}

/** EndHearer is who waits in this process for runs to end. */
export interface EndHearer {
  awaits(executionId: string): boolean;
  tell(ended: Execution): void;
}

/** The channel on which the ids of ended runs are told, separated by commas. */
export const endedChannel = 'execution_ended';

const own = 7;
const text = `WITH line AS (SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[],
      $7::text[]) AS line (id, epoch, status, output, error, event_id, event)),
    changed AS (UPDATE executions SET status = line.status, output = line.output::json, error = line.error::json,
        ended_at = now(), state = NULL, lease_owner = NULL, lease_until = NULL, wake_at = NULL,
        engine_check_at = now() + interval '2 seconds', purged_at = CASE WHEN scheduled_at IS NULL THEN now() END
      FROM line WHERE executions.id = line.id AND executions.epoch = line.epoch
        AND executions.status NOT IN ('cancelled', 'faulted', 'completed')
      RETURNING executions.id, workspace_id, ended_at),
    stored AS (${upsertTaskLogs(own + 1)}),
    deaf AS (DELETE FROM listeners USING changed WHERE execution_id = changed.id),
    told AS (INSERT INTO outbox (event_id, topic, event)
      SELECT event_id, '${topics.workflow}', event::jsonb FROM line JOIN changed USING (id))
  SELECT id, ended_at, (SELECT pg_notify('${endedChannel}', string_agg(id, ',')) FROM changed
    WHERE id = ANY($${own + 1 + taskParameters}::text[]) HAVING count(*) > 0) FROM changed`;

/**
 * createEnds ends runs, several in one statement, with their events, and tells those who wait: in this process at once, in
 * others by a notification. False for a lease that was lost.
 */
export function createEnds(pool: Pool, hearer?: EndHearer): (end: RunEnd) => Promise<boolean> {
  return createBatch<RunEnd, boolean>({
    keyOf: ({ execution }) => execution.id,
    async run(ends) {
      const now = new Date();
      const ids = ends.map(({ execution }) => execution.id);
      const events = ends.map(({ execution, ending }) =>
        executionEvent(ending.status, { ...execution, ...ending }, now),
      );
      const { rows } = await pool.query<{ id: string; ended_at: Date }>({
        name: 'ends',
        text,
        values: [
          ids,
          ends.map(({ epoch }) => epoch),
          ends.map(({ ending }) => ending.status),
          ends.map(({ ending }) => jsonText(ending.status === 'completed' ? ending.output : undefined)),
          ends.map(({ ending }) => jsonText(ending.status === 'faulted' ? ending.error : undefined)),
          events.map(({ id }) => id),
          events.map(outboxText),
          ...taskColumnsOf(ends.map(({ execution: { id }, records }) => ({ id, records }))),
          ids.filter(id => !hearer?.awaits(id)),
        ],
      });
      if (rows.length > 0) wakeRelay(pool);
      const endedAt = new Map(rows.map(row => [row.id, row.ended_at]));
      return ends.map(({ execution, ending }) => {
        const at = endedAt.get(execution.id);
        if (at) hearer?.tell({ ...execution, ...ending, endedAt: at });
        return at !== undefined;
      });
    },
  });
}
