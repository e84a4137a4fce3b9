import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Backoff, nextDelayMs } from './backoff.ts';
import { derivedId } from './derived-id.ts';
import { type Message } from './message.ts';

/** DeliveryStatus: not tried, arrived, failed with another attempt due, or given up. */
export type DeliveryStatus = 'pending' | 'succeeded' | 'failed' | 'dead';

/** AttemptError says why a POST failed. */
export type AttemptError =
  'status' | 'redirect' | 'timeout' | 'connection' | 'tls' | 'dns' | 'forbidden-address' | 'interrupted';

/** Delivery is one message on its way to one endpoint. */
export interface Delivery {
  id: string;
  workspaceId: string;
  webhookId: string;
  eventId: string;
  eventType: string;
  status: DeliveryStatus;
  /** Attempts that have ended. */
  attemptCount: number;
  /** Attempts that had ended when it was last replayed; the schedule begins anew there. */
  roundStart: number;
  /** Absent when no attempt is due any more. */
  nextAttemptAt?: Date;
  /** Whether there is no second attempt. */
  once: boolean;
  /** The message of SendNotification that it carries. */
  notificationId?: string;
  createdAt: Date;
}

/** Settlement is what an attempt makes of its delivery. */
export interface Settlement {
  status: DeliveryStatus;
  nextAttemptAt?: Date;
}

/** AttemptResult is what came of one POST. */
export interface AttemptResult {
  statusCode?: number;
  error?: AttemptError;
  durationMs: number;
  /** Seconds that the endpoint asked to wait. */
  retryAfterSeconds?: number;
}

/**
 * Attempt is one POST. It is claimed by being inserted under its delivery and number, which only one process
 * can do, and is abandoned when its lease ran out before it ended.
 */
export interface Attempt {
  deliveryId: string;
  /** From 1. */
  number: number;
  at: Date;
  leaseUntil: Date;
  ended?: AttemptResult & { settlement: Settlement };
}

/** newDelivery makes the one delivery of a message to an endpoint, due now; its id follows from both. */
export function newDelivery(
  message: Message,
  webhookId: string,
  now: Date,
  options: { once?: boolean; notificationId?: string } = {},
): Delivery {
  return {
    id: derivedId('dlv', new Date(message.time), [message.id, webhookId]),
    workspaceId: message.workspaceId,
    webhookId,
    eventId: message.id,
    eventType: message.type,
    status: 'pending',
    attemptCount: 0,
    roundStart: 0,
    nextAttemptAt: now,
    once: options.once ?? false,
    ...(options.notificationId === undefined ? {} : { notificationId: options.notificationId }),
    createdAt: now,
  };
}

/** isDue tells whether an attempt should be made now. */
export function isDue(delivery: Delivery, now: Date): boolean {
  return delivery.nextAttemptAt !== undefined && delivery.nextAttemptAt <= now;
}

/** settle says what the result of an attempt means for its delivery. */
export function settle(
  delivery: Delivery,
  attempt: Pick<Attempt, 'number'>,
  result: AttemptResult,
  backoff: Backoff,
  now: Date,
): Settlement {
  if (result.error === undefined) return { status: 'succeeded' };
  const delay = nextDelayMs(backoff, attempt.number - delivery.roundStart, result.retryAfterSeconds);
  if (delivery.once || result.statusCode === 410 || delay === undefined) return { status: 'dead' };
  return { status: 'failed', nextAttemptAt: new Date(now.getTime() + delay) };
}

/** deliveryNotFound is the error for a delivery that does not exist at the endpoint. */
export function deliveryNotFound(): AppError {
  return new AppError('notFound', 'DELIVERY.NOT_FOUND', 'There is no such delivery.');
}
