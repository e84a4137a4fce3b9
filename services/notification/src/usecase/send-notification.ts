import { AppError } from '@neighbourhood/shared/errors/app-error';
import { isId, newId } from '@neighbourhood/shared/ids/typed-id';
import { newDelivery } from '../domain/delivery.ts';
import { messageEventType } from '../domain/event-types.ts';
import { type Channel, type Notification } from '../domain/notification.ts';
import { invalid } from '../domain/page.ts';
import { type Repositories } from '../domain/repositories.ts';
import { requireActive } from '../domain/webhook.ts';
import { allowed, ownWebhook } from './access.ts';
import { type Clock, type Dispatch, type UseCase } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks' | 'messages' | 'deliveries' | 'notifications'> {
  dispatch: Dispatch;
  clock: Clock;
}

/** NotificationRequest is a message to send; the same key in a workspace sends one for a day. */
export interface NotificationRequest extends Pick<
  Notification,
  'to' | 'endUserId' | 'template' | 'subject' | 'body' | 'data'
> {
  channel: Channel | undefined;
  idempotencyKey: string;
}

const keyLifeMs = 24 * 3_600_000;

/** createSendNotification accepts a message. Only webhooks have a sender so far; other channels are refused. */
export function createSendNotification({
  webhooks,
  messages,
  deliveries,
  notifications,
  dispatch,
  clock,
}: Dependencies): UseCase<NotificationRequest, Notification> {
  return async ({ channel, idempotencyKey, ...content }, call) => {
    const workspaceId = allowed(call, 'notification:write');
    check(content);
    if (channel === undefined) throw invalid('channel', 'must be email, sms, push or webhook');
    if (channel !== 'webhook') throw unavailable(channel);
    if (!isId('whk', content.to)) throw invalid('to', 'must be the id of a webhook');
    const webhook = await ownWebhook({ webhooks }, workspaceId, content.to);
    requireActive(webhook);

    const now = clock();
    const key = idempotencyKey || (call.idempotencyKey ?? '');
    const fresh = newId('ntf');
    const id =
      key === ''
        ? fresh
        : await notifications.reserve(workspaceId, key, fresh, now, new Date(now.getTime() - keyLifeMs));
    const notification = await notifications.add({
      id,
      workspaceId,
      channel,
      ...content,
      status: 'pending',
      createdAt: now,
    });
    if (notification.status !== 'pending') return notification;

    // The ids that follow from the notification's make a repeated request repeat nothing.
    const { endUserId, template, subject, body, data } = notification;
    const message = await messages.add({
      ...{
        id: id.replace('ntf_', 'evt_'),
        workspaceId,
        type: messageEventType,
        time: notification.createdAt.toISOString(),
      },
      data: { workspaceId, notificationId: id, endUserId, template, subject, body, data },
      ...{ receivedAt: now, fannedOutAt: now },
    });
    const delivery = newDelivery(message, notification.to, now, { notificationId: id });
    await deliveries.add(delivery);
    dispatch(delivery);
    return notification;
  };
}

function check({
  to,
  endUserId,
  subject,
  body,
  template,
}: Omit<NotificationRequest, 'channel' | 'idempotencyKey'>): void {
  if (to.length > 2048) throw invalid('to', 'must have at most 2048 characters');
  if (endUserId.length > 200) throw invalid('endUserId', 'must have at most 200 characters');
  if (template.length > 100) throw invalid('template', 'must have at most 100 characters');
  if (subject.length > 200) throw invalid('subject', 'must have at most 200 characters');
  if (body.length > 20_000) throw invalid('body', 'must have at most 20000 characters');
  if (template === '' && subject === '' && body === '')
    throw invalid('body', 'is missing: give a subject, a body or a template');
}

function unavailable(channel: Channel): AppError {
  return new AppError(
    'unimplemented',
    'NOTIFICATION.CHANNEL_UNAVAILABLE',
    `No sender is configured for ${channel}.`,
    { metadata: { channel } },
  );
}
