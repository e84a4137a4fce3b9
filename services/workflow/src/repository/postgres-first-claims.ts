import { createBatch } from '@neighbourhood/shared/database/batch';
import { outboxText, wakeRelay } from '@neighbourhood/shared/database/outbox';
import { type Pool } from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import { executionEvent } from '../domain/execution-events.ts';
import { type Claim } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';

/** FirstClaim takes a run up that nobody has taken up before. */
export interface FirstClaim {
  execution: Execution;
  owner: string;
  leaseMs: number;
}

const text = `WITH line AS (SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[])
      AS line (id, owner, lease_ms, event_id, event)),
    changed AS (UPDATE executions SET status = 'running', epoch = 1, lease_owner = line.owner, wake_at = NULL,
        lease_until = now() + line.lease_ms * interval '1 millisecond',
        engine_check_at = now() + line.lease_ms * interval '1 millisecond' + interval '1 second'
      FROM line WHERE executions.id = line.id AND executions.epoch = 0 AND executions.status = 'pending'
      RETURNING executions.id, events_from, scheduled_at IS NOT NULL AS told),
    telling AS (INSERT INTO outbox (event_id, topic, event)
      SELECT event_id, '${topics.workflow}', event::jsonb FROM line JOIN changed USING (id))
  SELECT * FROM changed`;

/** createFirstClaims takes runs up, several in one statement. Undefined for one of which something has become meanwhile. */
export function createFirstClaims(pool: Pool): (claim: FirstClaim) => Promise<Claim | undefined> {
  return createBatch<FirstClaim, Claim | undefined>({
    async run(claims) {
      const now = new Date();
      const events = claims.map(({ execution }) => executionEvent('started', execution, now));
      const { rows } = await pool.query<{ id: string; events_from: string; told: boolean }>({
        name: 'first-claims',
        text,
        values: [
          claims.map(({ execution }) => execution.id),
          claims.map(({ owner }) => owner),
          claims.map(({ leaseMs }) => leaseMs),
          events.map(({ id }) => id),
          events.map(outboxText),
        ],
      });
      if (rows.length > 0) wakeRelay(pool);
      const claimed = new Map(rows.map(row => [row.id, row]));
      return claims.map(({ execution }) => {
        const row = claimed.get(execution.id);
        if (!row) return undefined;
        const running: Execution = {
          ...execution,
          status: 'running',
          eventsFrom: Number(row.events_from),
        };
        return { kind: 'claimed', execution: running, epoch: 1, told: row.told };
      });
    },
  });
}
