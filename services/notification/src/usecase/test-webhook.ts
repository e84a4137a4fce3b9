import { newId } from '@neighbourhood/shared/ids/typed-id';
import { newDelivery } from '../domain/delivery.ts';
import { testEventType } from '../domain/event-types.ts';
import { type Repositories } from '../domain/repositories.ts';
import { requireActive } from '../domain/webhook.ts';
import { allowed, ownWebhook } from './access.ts';
import { type AttemptDelivery } from './attempt-delivery.ts';
import { type DeliveryHistory, withAttempts } from './list-deliveries.ts';
import { type Clock, type UseCase } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks' | 'messages' | 'deliveries'> {
  attempt: AttemptDelivery;
  clock: Clock;
}

/** createTestWebhook delivers a message of type `webhook.test` now, and once only. */
export function createTestWebhook({
  webhooks,
  messages,
  deliveries,
  attempt,
  clock,
}: Dependencies): UseCase<{ webhookId: string }, DeliveryHistory> {
  return async ({ webhookId }, call) => {
    const webhook = await ownWebhook({ webhooks }, allowed(call, 'webhook:write'), webhookId);
    requireActive(webhook);
    const now = clock();
    const { workspaceId } = webhook;
    const data = { workspaceId, webhookId, note: 'A test of this webhook; nothing happened.' };
    const message = await messages.add({
      ...{ id: newId('evt'), workspaceId, type: testEventType, time: now.toISOString(), data },
      ...{ receivedAt: now, fannedOutAt: now },
    });
    const delivery = newDelivery(message, webhook.id, now, { once: true });
    await deliveries.add(delivery);
    await attempt(delivery.id);
    const [history] = await withAttempts(deliveries, [(await deliveries.find(delivery.id)) ?? delivery]);
    return history ?? { delivery, attempts: [] };
  };
}
