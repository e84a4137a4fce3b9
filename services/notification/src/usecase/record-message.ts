import { type Message } from '../domain/message.ts';
import { type Delivery, newDelivery } from '../domain/delivery.ts';
import { lifecycleOf } from '../domain/lifecycle-events.ts';
import { type Repositories } from '../domain/repositories.ts';
import { wants } from '../domain/webhook.ts';
import { type Clock, type Dispatch } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'messages' | 'webhooks' | 'deliveries'> {
  dispatch: Dispatch;
  clock: Clock;
}

/**
 * RecordMessage keeps a message once, with a delivery to each endpoint that wants it, and nothing of one that none wants.
 * Safe to repeat.
 */
export type RecordMessage = (message: Message) => Promise<void>;

/**
 * createRecordMessage makes deliveries before it says that it has: after a crash in between, the same event comes
 * again and makes the same ones. What a message says in the DSL's words too is kept where somebody wants to hear that.
 */
export function createRecordMessage({
  messages,
  webhooks,
  deliveries,
  dispatch,
  clock,
}: Dependencies): RecordMessage {
  async function addAll(wanted: readonly Message[]): Promise<Message[]> {
    const added = [];
    for (const each of wanted) added.push(await messages.add(each));
    return added;
  }

  return async message => {
    const endpoints = await webhooks.all(message.workspaceId);
    const isWanted = ({ type }: Message) => endpoints.some(webhook => wants(webhook, type));
    const wanted = lifecycleOf(message).filter(isWanted);
    if (wanted.length === 0 && !isWanted(message) && message.publishTo === undefined) return;
    const kept = await messages.add(message);
    if (kept.fannedOutAt) return;
    const made: Delivery[] = [];
    for (const each of [...(await addAll(wanted)), kept]) {
      const own = endpoints
        .filter(webhook => wants(webhook, each.type))
        .map(({ id }) => newDelivery(each, id, clock()));
      for (const delivery of own) await deliveries.add(delivery);
      await messages.markFannedOut(each.id, clock());
      made.push(...own);
    }
    made.forEach(dispatch);
  };
}
