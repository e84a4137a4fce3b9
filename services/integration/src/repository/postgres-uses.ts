import { createBatch } from '@neighbourhood/shared/database/batch';
import { outboxText, wakeRelay } from '@neighbourhood/shared/database/outbox';
import type { Pool } from '@neighbourhood/shared/database/pool';
import { type CloudEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import type { Connections } from '../usecase/ports.ts';

interface Use {
  workspaceId: string;
  id: string;
  at: Date;
  event: CloudEvent;
  /** With the trace of its own call. */
  text: string;
}

/**
 * createPostgresUses notes uses of connections, with their events: what many calls note at the same time is one
 * statement and one commit, and calls of one connection do not wait for each other.
 */
export function createPostgresUses(pool: Pool): Connections['recordUse'] {
  const add = createBatch<Use, undefined>({
    async run(uses) {
      await pool.query({
        name: 'uses',
        text: `WITH given AS (
           SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS given (workspace_id, id, at)
         ), last AS (
           SELECT workspace_id, id, max(at) AS at FROM given GROUP BY workspace_id, id
         ), held AS (
           SELECT id FROM connections WHERE (workspace_id, id) IN (SELECT workspace_id, id FROM last)
           FOR NO KEY UPDATE SKIP LOCKED
         ), noted AS (
           UPDATE connections SET last_used_at = greatest(last_used_at, last.at)
           FROM last JOIN held ON held.id = last.id WHERE connections.id = last.id
         )
         INSERT INTO outbox (event_id, topic, event)
         SELECT event_id, $4, event FROM unnest($5::text[], $6::jsonb[]) AS told (event_id, event)
         ON CONFLICT (event_id) DO NOTHING`,
        values: [
          uses.map(({ workspaceId }) => workspaceId),
          uses.map(({ id }) => id),
          uses.map(({ at }) => at),
          topics.integration,
          uses.map(({ event }) => event.id),
          uses.map(({ text }) => text),
        ],
      });
      wakeRelay(pool);
      return uses.map(() => undefined);
    },
  });
  return async ({ workspaceId, id }, at, event) => {
    await add({ workspaceId, id, at, event, text: outboxText(event) });
  };
}
