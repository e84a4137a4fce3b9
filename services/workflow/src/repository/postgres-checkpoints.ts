import { createBatch } from '@neighbourhood/shared/database/batch';
import { type Pool } from '@neighbourhood/shared/database/pool';
import { type Lease } from '../domain/execution-repository.ts';
import { taskColumnsOf, type TaskLog, upsertTaskLogs } from './postgres-task-batches.ts';

/** Checkpoint is how far a run has come; its state as JSON text. */
export interface Checkpoint extends Lease, TaskLog {
  state: string;
}

const text = `WITH line AS (SELECT * FROM unnest($1::text[], $2::int[], $3::text[]) AS line (id, epoch, state)),
    changed AS (UPDATE executions SET state = line.state::json, wake_at = NULL FROM line
      WHERE executions.id = line.id AND executions.epoch = line.epoch
        AND executions.status NOT IN ('cancelled', 'faulted', 'completed')
      RETURNING executions.id, workspace_id, status),
    stored AS (${upsertTaskLogs(4)})
  SELECT id, status FROM changed`;

/** createCheckpoints stores how far runs have come, those of several in one statement. */
export function createCheckpoints(pool: Pool): (checkpoint: Checkpoint) => Promise<'go' | 'hold' | 'lost'> {
  return createBatch<Checkpoint, 'go' | 'hold' | 'lost'>({
    keyOf: ({ id }) => id,
    async run(checkpoints) {
      const { rows } = await pool.query<{ id: string; status: string }>({
        name: 'checkpoints',
        text,
        values: [
          checkpoints.map(each => each.id),
          checkpoints.map(each => each.epoch),
          checkpoints.map(each => each.state),
          ...taskColumnsOf(checkpoints),
        ],
      });
      const status = new Map(rows.map(row => [row.id, row.status]));
      return checkpoints.map(({ id }) => {
        const now = status.get(id);
        if (now === undefined) return 'lost';
        return now === 'suspended' ? 'hold' : 'go';
      });
    },
  });
}
