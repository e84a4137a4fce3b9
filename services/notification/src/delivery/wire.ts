import { Channel } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Channel';
import { type Delivery as DeliveryMessage } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Delivery';
import { DeliveryStatus } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/DeliveryStatus';
import { type Notification as NotificationMessage } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Notification';
import { NotificationStatus } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/NotificationStatus';
import {
  type Preferences as PreferencesMessage,
  type Preferences__Output,
} from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Preferences';
import { type Webhook as WebhookMessage } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/Webhook';
import { WebhookStatus } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/WebhookStatus';
import { enumWords } from '@neighbourhood/shared/grpc/enum-words';
import { toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { type Attempt } from '../domain/delivery.ts';
import { type Notification } from '../domain/notification.ts';
import { type Preferences } from '../domain/preferences.ts';
import { isActive, type Webhook } from '../domain/webhook.ts';
import { type DeliveryHistory } from '../usecase/list-deliveries.ts';

export const channels = enumWords(Channel, 'CHANNEL');
export const deliveryStatuses = enumWords(DeliveryStatus, 'DELIVERY_STATUS');
export const notificationStatuses = enumWords(NotificationStatus, 'NOTIFICATION_STATUS');
export const webhookStatuses = enumWords(WebhookStatus, 'WEBHOOK_STATUS');

/** webhookMessage shows an endpoint, without its secrets. */
export function webhookMessage(webhook: Webhook): WebhookMessage {
  const {
    id,
    url,
    eventTypes,
    description,
    disabledReason = '',
    createdAt,
    updatedAt,
    failingSince,
  } = webhook;
  return {
    id,
    url,
    eventTypes: [...eventTypes],
    description,
    status: webhookStatuses.toValue(isActive(webhook) ? 'active' : 'disabled'),
    disabledReason,
    createdAt: toTimestamp(createdAt),
    updatedAt: toTimestamp(updatedAt),
    failingSince: toTimestamp(failingSince),
  };
}

/** deliveryMessage shows a delivery with those of its attempts that have ended. */
export function deliveryMessage({ delivery, attempts }: DeliveryHistory): DeliveryMessage {
  const { id, webhookId, eventId, eventType, status, nextAttemptAt, createdAt } = delivery;
  return {
    id,
    webhookId,
    eventId,
    eventType,
    status: deliveryStatuses.toValue(status),
    attempts: attempts.flatMap(attemptMessage),
    nextAttemptAt: toTimestamp(nextAttemptAt),
    createdAt: toTimestamp(createdAt),
  };
}

function attemptMessage({ at, ended }: Attempt) {
  if (!ended) return [];
  const { statusCode, error = '', durationMs } = ended;
  return [{ at: toTimestamp(at), ...(statusCode === undefined ? {} : { statusCode }), error, durationMs }];
}

/** notificationMessage shows a message that a customer sent. */
export function notificationMessage(notification: Notification): NotificationMessage {
  const { channel, status, data, createdAt, endedAt, id, to, endUserId, template, subject, body } =
    notification;
  return {
    ...{ id, to, endUserId, template, subject, body },
    channel: channels.toValue(channel),
    data: toValue(data),
    status: notificationStatuses.toValue(status),
    createdAt: toTimestamp(createdAt),
    endedAt: toTimestamp(endedAt),
  };
}

/** preferencesMessage shows an end user's choice. */
export function preferencesMessage({
  endUserId,
  channels: switches,
  quietHours,
}: Preferences): PreferencesMessage {
  return { endUserId, channels: { ...switches }, quietHours: quietHours ?? null };
}

/** readPreferences reads an end user's choice as it was sent. */
export function readPreferences(message: Preferences__Output | null): Omit<Preferences, 'workspaceId'> {
  const { endUserId = '', channels: switches = {}, quietHours = null } = message ?? {};
  return { endUserId, channels: switches, ...(quietHours ? { quietHours } : {}) };
}
