import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, withTransaction } from '@neighbourhood/shared/database/pool';
import { type CloudEvent, topics } from '@neighbourhood/shared/events/cloud-event';

/** createOutboxLifecycle publishes lifecycle events through the outbox, where ours are. */
export function createOutboxLifecycle(pool: Pool): (events: readonly CloudEvent[]) => Promise<void> {
  return events =>
    withTransaction(pool, async client => {
      for (const event of events) await addToOutbox(client, topics.workflow, event);
    });
}
