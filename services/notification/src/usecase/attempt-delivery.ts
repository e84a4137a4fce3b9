import { type Log } from '@neighbourhood/shared/call/call';
import { type Backoff } from '../domain/backoff.ts';
import {
  type Attempt,
  type AttemptResult,
  type Delivery,
  isDue,
  settle,
  type Settlement,
} from '../domain/delivery.ts';
import { bodyOf } from '../domain/message.ts';
import { type Repositories } from '../domain/repositories.ts';
import { signedHeaders } from '../domain/signature.ts';
import { isActive, liveSecrets, type Webhook } from '../domain/webhook.ts';
import { type Clock, type Remind, type SecretBox, type SendPost } from './ports.ts';
import { type NoteOutcome } from './note-outcome.ts';

interface Dependencies extends Pick<Repositories, 'webhooks' | 'messages' | 'deliveries'> {
  send: SendPost;
  remind: Remind;
  noteOutcome: NoteOutcome;
  box: SecretBox;
  backoff: Backoff;
  /** Longer than any POST can take; after it, an attempt that has not ended counts as interrupted. */
  leaseMs: number;
  clock: Clock;
  log: Log;
}

type Ended = Attempt & Required<Pick<Attempt, 'ended'>>;

/** AttemptDelivery makes the attempt that is due, unless none is or another process makes it. */
export type AttemptDelivery = (deliveryId: string) => Promise<void>;

/** createAttemptDelivery posts to an endpoint at most once at a time, whatever number of processes try. */
export function createAttemptDelivery(deps: Dependencies): AttemptDelivery {
  const { webhooks, messages, deliveries, send, remind, noteOutcome, box, backoff, leaseMs, clock, log } =
    deps;

  /** Inserting the attempt is the claim. The one that stands there may have been left by a dead process. */
  async function claim(delivery: Delivery): Promise<Attempt | undefined> {
    const at = clock();
    const number = delivery.attemptCount + 1;
    const attempt: Attempt = {
      deliveryId: delivery.id,
      number,
      at,
      leaseUntil: new Date(at.getTime() + leaseMs),
    };
    if (await deliveries.claim(attempt)) return attempt;
    const standing = await deliveries.findAttempt(delivery.id, number);
    if (standing) await recover(delivery, standing);
    return undefined;
  }

  async function recover(delivery: Delivery, { ended, ...attempt }: Attempt): Promise<void> {
    if (ended) return conclude(delivery, { ...attempt, ended });
    if (attempt.leaseUntil > clock()) return;
    log.warn({ deliveryId: delivery.id, attempt: attempt.number }, 'attempt was interrupted');
    await end(delivery, attempt, { error: 'interrupted', durationMs: 0 });
  }

  async function end(delivery: Delivery, attempt: Attempt, result: AttemptResult): Promise<void> {
    const ended: Ended = {
      ...attempt,
      ended: { ...result, settlement: settle(delivery, attempt, result, backoff, clock()) },
    };
    if (await deliveries.endAttempt(ended)) await conclude(delivery, ended);
  }

  /** Everything here is safe to repeat; the delivery comes last, so that a crash before it repeats the rest. */
  async function conclude(delivery: Delivery, { number, ended }: Ended): Promise<void> {
    const { settlement } = ended;
    await noteOutcome(delivery, ended);
    if (settlement.nextAttemptAt)
      await remind(delivery, settlement.nextAttemptAt).catch((err: unknown) =>
        log.warn({ err, deliveryId: delivery.id }, 'no reminder; the sweep will find it'),
      );
    await deliveries.applyAttempt(delivery.id, number, settlement);
    logOutcome(delivery, number, ended, settlement);
  }

  function logOutcome(
    delivery: Delivery,
    attempt: number,
    { statusCode, error, durationMs }: AttemptResult,
    { status }: Settlement,
  ): void {
    const { id, webhookId, eventId, workspaceId } = delivery;
    log.info(
      { deliveryId: id, webhookId, eventId, workspaceId, attempt, statusCode, error, durationMs, status },
      'delivery attempted',
    );
  }

  async function post(webhook: Webhook, delivery: Delivery): Promise<AttemptResult> {
    const message = await messages.find(delivery.eventId);
    if (!message) throw new Error(`The message ${delivery.eventId} is gone`);
    const now = clock();
    const secrets = liveSecrets(webhook, now).map(({ sealed }) => box.open(sealed, webhook.id));
    const body = bodyOf(message);
    const headers = { 'content-type': 'application/json', ...signedHeaders(secrets, message.id, now, body) };
    return send({ url: webhook.url, headers, body });
  }

  return async deliveryId => {
    const delivery = await deliveries.find(deliveryId);
    if (!delivery || !isDue(delivery, clock())) return;
    const webhook = await webhooks.find(delivery.workspaceId, delivery.webhookId);
    if (!webhook || !isActive(webhook)) {
      await noteOutcome(delivery, { error: 'interrupted', durationMs: 0, settlement: { status: 'dead' } });
      await deliveries.giveUp(delivery.id);
      return;
    }
    const attempt = await claim(delivery);
    if (attempt) await end(delivery, attempt, await post(webhook, delivery));
  };
}
