import { type NotificationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/NotificationService';
import { type Handlers } from '@neighbourhood/shared/grpc/types';
import { fromTimestamp, fromValue, toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { type UseCases } from '../usecases.ts';
import * as wire from './wire.ts';

/** createHandlers answers the service's calls by its use cases. */
export function createHandlers(app: UseCases): Handlers<NotificationServiceDefinition> {
  return { ...webhookHandlers(app), ...deliveryHandlers(app), ...notificationHandlers(app) };
}

function webhookHandlers(app: UseCases): Handlers<NotificationServiceDefinition> {
  return {
    RegisterWebhook: async (request, call) => {
      const { webhook, secret } = await app.registerWebhook(request, call);
      return { webhook: wire.webhookMessage(webhook), secret };
    },
    GetWebhook: async (request, call) => ({
      webhook: wire.webhookMessage(await app.getWebhook(request, call)),
    }),
    ListWebhooks: async (request, call) => {
      const { items, nextPageToken } = await app.listWebhooks(request, call);
      return { webhooks: items.map(wire.webhookMessage), nextPageToken };
    },
    UpdateWebhook: async ({ webhookId, url, eventTypes, description, status }, call) => {
      const wanted = wire.webhookStatuses.toWord(status);
      const change = {
        ...(url === undefined ? {} : { url }),
        ...(eventTypes.length === 0 ? {} : { eventTypes }),
        ...(description === undefined ? {} : { description }),
        ...(wanted === undefined ? {} : { status: wanted }),
      };
      return { webhook: wire.webhookMessage(await app.updateWebhook({ webhookId, ...change }, call)) };
    },
    DeleteWebhook: async (request, call) => {
      await app.deleteWebhook(request, call);
      return {};
    },
    RotateWebhookSecret: async (request, call) => {
      const { webhook, secret, previousExpiresAt } = await app.rotateWebhookSecret(request, call);
      return {
        webhook: wire.webhookMessage(webhook),
        secret,
        previousExpiresAt: toTimestamp(previousExpiresAt),
      };
    },
    TestWebhook: async (request, call) => ({
      delivery: wire.deliveryMessage(await app.testWebhook(request, call)),
    }),
  };
}

function deliveryHandlers(app: UseCases): Handlers<NotificationServiceDefinition> {
  return {
    ListDeliveries: async ({ status, ...request }, call) => {
      const { items, nextPageToken } = await app.listDeliveries(
        { ...request, status: wire.deliveryStatuses.toWord(status) },
        call,
      );
      return { deliveries: items.map(wire.deliveryMessage), nextPageToken };
    },
    ReplayDelivery: async (request, call) => ({
      delivery: wire.deliveryMessage(await app.replayDelivery(request, call)),
    }),
    ReplayWebhook: async ({ webhookId, from, to }, call) => ({
      count: await app.replayWebhook({ webhookId, from: fromTimestamp(from), to: fromTimestamp(to) }, call),
    }),
  };
}

function notificationHandlers(app: UseCases): Handlers<NotificationServiceDefinition> {
  return {
    SendNotification: async ({ channel, data, ...request }, call) => {
      const sent = await app.sendNotification(
        { ...request, channel: wire.channels.toWord(channel), data: fromValue(data) },
        call,
      );
      return { notification: wire.notificationMessage(sent) };
    },
    GetNotification: async (request, call) => ({
      notification: wire.notificationMessage(await app.getNotification(request, call)),
    }),
    GetNotificationHistory: async ({ endUserId, channel, status, ...page }, call) => {
      const [wantedChannel, wantedStatus] = [
        wire.channels.toWord(channel),
        wire.notificationStatuses.toWord(status),
      ];
      const filter = {
        ...(endUserId === '' ? {} : { endUserId }),
        ...(wantedChannel === undefined ? {} : { channel: wantedChannel }),
        ...(wantedStatus === undefined ? {} : { status: wantedStatus }),
      };
      const { items, nextPageToken } = await app.getNotificationHistory({ ...page, filter }, call);
      return { notifications: items.map(wire.notificationMessage), nextPageToken };
    },
    GetPreferences: async (request, call) => ({
      preferences: wire.preferencesMessage(await app.getPreferences(request, call)),
    }),
    SetPreferences: async ({ preferences }, call) => ({
      preferences: wire.preferencesMessage(await app.setPreferences(wire.readPreferences(preferences), call)),
    }),
  };
}
