import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, withTransaction } from '@neighbourhood/shared/database/pool';
import { newEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import { withoutNul } from '../domain/execution-events.ts';
import { type JsonObject } from '../domain/json.ts';
import { type EventPublisher } from '../usecase/ports.ts';

/** The type under which tenants' events travel: whole, as data, so that no attribute of theirs is one of the envelope. */
export const envelopeType = 'tenant.event';

/** createOutboxEvents publishes through the outbox: what it took, the broker gets, be it down now. */
export function createOutboxEvents(pool: Pool): EventPublisher {
  return {
    publish: (workspaceId, event) =>
      withTransaction(pool, client =>
        addToOutbox(
          client,
          topics.tenant,
          newEvent({
            type: envelopeType,
            source: `/workspaces/${workspaceId}`,
            // A workspace's events lie in one partition, in order.
            subject: workspaceId,
            workspaceId,
            data: withoutNul(event as JsonObject),
          }),
        ),
      ),
  };
}
