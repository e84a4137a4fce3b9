import { topics } from '@neighbourhood/shared/events/cloud-event';
import { type AttemptResult, type Delivery, type Settlement } from '../domain/delivery.ts';
import { derivedId } from '../domain/derived-id.ts';
import { type Message } from '../domain/message.ts';
import { type Repositories } from '../domain/repositories.ts';
import { type DisabledReason, isActive, type Webhook } from '../domain/webhook.ts';
import { type Clock } from './ports.ts';
import { type RecordMessage } from './record-message.ts';

interface Dependencies extends Pick<Repositories, 'webhooks' | 'notifications'> {
  record: RecordMessage;
  /** Milliseconds of continuous failure after which an endpoint is disabled. */
  disableAfterMs: number;
  clock: Clock;
}

/** NoteOutcome draws what follows from an attempt for the endpoint and for the message sent. Safe to repeat. */
export type NoteOutcome = (
  delivery: Delivery,
  ended: AttemptResult & { settlement: Settlement },
) => Promise<void>;

/** createNoteOutcome disables endpoints that are gone or failed for too long, and ends notifications. */
export function createNoteOutcome({
  webhooks,
  notifications,
  record,
  disableAfterMs,
  clock,
}: Dependencies): NoteOutcome {
  async function noteFailure(delivery: Delivery, statusCode: number | undefined): Promise<void> {
    const webhook = await webhooks.find(delivery.workspaceId, delivery.webhookId);
    if (!webhook || !isActive(webhook)) return;
    const now = clock();
    const since = webhook.failingSince ?? now;
    await webhooks.failed(webhook.workspaceId, webhook.id, since);
    if (statusCode === 410) await disable(webhook, 'gone', since, now);
    else if (now.getTime() - since.getTime() >= disableAfterMs)
      await disable(webhook, 'failures', since, now);
  }

  /** The event is kept first, under an id that follows from the run of failures: told once, and never forgotten. */
  async function disable(webhook: Webhook, reason: DisabledReason, since: Date, now: Date): Promise<void> {
    const { id, workspaceId, url } = webhook;
    const message: Message = {
      id: derivedId('evt', since, ['webhook.disabled', id, since.toISOString()]),
      workspaceId,
      type: 'webhook.disabled',
      time: now.toISOString(),
      data: { workspaceId, webhookId: id, url, reason, failingSince: since.toISOString() },
      receivedAt: now,
      publishTo: topics.notification,
    };
    await record(message);
    await webhooks.disable(workspaceId, id, reason, now);
  }

  return async (delivery, { error, statusCode, settlement }) => {
    if (error === undefined) await webhooks.recovered(delivery.workspaceId, delivery.webhookId);
    else await noteFailure(delivery, statusCode);
    if (delivery.notificationId !== undefined && settlement.nextAttemptAt === undefined) {
      const status = settlement.status === 'succeeded' ? 'succeeded' : 'failed';
      await notifications.end(delivery.workspaceId, delivery.notificationId, status, clock());
    }
  };
}
