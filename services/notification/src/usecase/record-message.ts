import { type Message } from '../domain/message.ts';
import { newDelivery } from '../domain/delivery.ts';
import { type Repositories } from '../domain/repositories.ts';
import { wants } from '../domain/webhook.ts';
import { type Clock, type Dispatch } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'messages' | 'webhooks' | 'deliveries'> {
  dispatch: Dispatch;
  clock: Clock;
}

/** RecordMessage keeps a message once, with a delivery to each endpoint that wants it. Safe to repeat. */
export type RecordMessage = (message: Message) => Promise<void>;

/**
 * createRecordMessage makes deliveries before it says that it has: after a crash in between, the same event comes
 * again and makes the same ones.
 */
export function createRecordMessage({
  messages,
  webhooks,
  deliveries,
  dispatch,
  clock,
}: Dependencies): RecordMessage {
  return async message => {
    const kept = await messages.add(message);
    if (kept.fannedOutAt) return;
    const endpoints = (await webhooks.all(kept.workspaceId)).filter(webhook => wants(webhook, kept.type));
    const made = endpoints.map(({ id }) => newDelivery(kept, id, clock()));
    for (const delivery of made) await deliveries.add(delivery);
    await messages.markFannedOut(kept.id, clock());
    made.forEach(dispatch);
  };
}
