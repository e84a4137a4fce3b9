import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, withTransaction } from '@neighbourhood/shared/database/pool';
import { type CloudEvent, newEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import { withoutNul } from '../domain/execution-events.ts';
import { type JsonObject } from '../domain/json.ts';
import { type TenantEvent } from '../domain/tenant-event.ts';
import { type EventPublisher } from '../usecase/ports.ts';

/** The type under which tenants' events travel: whole, as data, so that no attribute of theirs is one of the envelope. */
export const envelopeType = 'tenant.event';

/** tenantEnvelope is a workspace's event as it travels. */
export function tenantEnvelope(workspaceId: string, event: TenantEvent): CloudEvent {
  return newEvent({
    type: envelopeType,
    source: `/workspaces/${workspaceId}`,
    // A workspace's events lie in one partition, in order.
    subject: workspaceId,
    workspaceId,
    data: withoutNul(event as JsonObject),
  });
}

/** createOutboxEvents publishes through the outbox: what it took, the broker gets, be it down now. */
export function createOutboxEvents(pool: Pool): EventPublisher {
  return {
    publish: (workspaceId, event, announcement) =>
      withTransaction(pool, async client => {
        await addToOutbox(client, topics.tenant, tenantEnvelope(workspaceId, event));
        if (announcement) await addToOutbox(client, topics.workflow, announcement);
      }),
  };
}
