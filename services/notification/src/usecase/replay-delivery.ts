import { type Repositories } from '../domain/repositories.ts';
import { requireActive } from '../domain/webhook.ts';
import { allowed, ownDelivery, ownWebhook } from './access.ts';
import { type DeliveryHistory, withAttempts } from './list-deliveries.ts';
import { type Clock, type Dispatch, type UseCase } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks' | 'deliveries'> {
  dispatch: Dispatch;
  clock: Clock;
}

/** createReplayDelivery delivers one message again, whatever became of it, under its same `webhook-id`. */
export function createReplayDelivery({
  webhooks,
  deliveries,
  dispatch,
  clock,
}: Dependencies): UseCase<{ webhookId: string; deliveryId: string }, DeliveryHistory> {
  return async ({ webhookId, deliveryId }, call) => {
    const webhook = await ownWebhook({ webhooks }, allowed(call, 'webhook:write'), webhookId);
    const delivery = await ownDelivery({ deliveries }, webhook, deliveryId);
    requireActive(webhook);
    await deliveries.restart(delivery.id, clock());
    const [history] = await withAttempts(deliveries, [(await deliveries.find(delivery.id)) ?? delivery]);
    dispatch(delivery);
    return history ?? { delivery, attempts: [] };
  };
}
