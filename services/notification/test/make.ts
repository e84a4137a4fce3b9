import { newId } from '@neighbourhood/shared/ids/typed-id';
import {
  type Attempt,
  type AttemptResult,
  type Delivery,
  newDelivery,
  type Settlement,
} from '../src/domain/delivery.ts';
import { type Message } from '../src/domain/message.ts';
import { type Notification } from '../src/domain/notification.ts';
import { type Webhook } from '../src/domain/webhook.ts';

/** The instant at which tests begin. */
export const start = new Date('2026-03-01T10:00:00.000Z');

/** A time some seconds after the start. */
export const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

/** makeWebhook makes an active endpoint that hears everything. */
export function makeWebhook(fields: Partial<Webhook> = {}): Webhook {
  return {
    id: newId('whk'),
    workspaceId: newId('wsp'),
    url: 'https://example.com/hook',
    eventTypes: ['*'],
    description: '',
    secrets: [{ sealed: 'sealed' }],
    createdAt: start,
    updatedAt: start,
    ...fields,
  };
}

/** makeMessage makes an event of a consent. */
export function makeMessage(fields: Partial<Message> = {}): Message {
  return {
    id: newId('evt'),
    workspaceId: newId('wsp'),
    type: 'consent.revoked',
    time: start.toISOString(),
    data: { consentId: 'cns_1' },
    receivedAt: start,
    ...fields,
  };
}

/** makeDelivery makes a delivery of a new message. */
export function makeDelivery(fields: Partial<Delivery> = {}): Delivery {
  return { ...newDelivery(makeMessage(), newId('whk'), start), ...fields };
}

/** makeAttempt makes an attempt under way. */
export function makeAttempt(delivery: Delivery, number: number): Attempt {
  return { deliveryId: delivery.id, number, at: start, leaseUntil: after(60) };
}

/** ended ends an attempt. */
export function ended(
  attempt: Attempt,
  result: Partial<AttemptResult> & { settlement: Settlement },
): Required<Attempt> {
  return { ...attempt, ended: { durationMs: 5, ...result } };
}

/** makeNotification makes a message to a webhook. */
export function makeNotification(fields: Partial<Notification> = {}): Notification {
  return {
    id: newId('ntf'),
    workspaceId: newId('wsp'),
    channel: 'webhook',
    to: newId('whk'),
    endUserId: 'u1',
    template: '',
    subject: 'Hello',
    body: 'You have mail',
    data: { 'a.b': { $c: 1 } },
    status: 'pending',
    createdAt: start,
    ...fields,
  };
}
