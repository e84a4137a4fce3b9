import { z } from 'zod';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { compact } from '../http/compact.ts';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { endUserId, idParam, listOf, page, pageRequest, paging } from '../resources/common.ts';
import { toEnum } from '../resources/enums.ts';
import * as notifications from '../resources/notification.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Notifications';
const endUserPath = z.strictObject({ endUserId });

const message = z
  .strictObject({
    channel: notifications.channel,
    to: z.string().min(1).max(2048).optional(),
    endUserId: endUserId.optional(),
    template: z.string().min(1).max(100).optional(),
    subject: z.string().max(200).optional(),
    body: z.string().max(20_000).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(({ to, endUserId: user }) => to !== undefined || user !== undefined, {
    path: ['to'],
    message: 'to or endUserId is needed',
  });

/** notificationRoutes: messages, and what end users want of them. */
export function notificationRoutes({ services: { notification } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'sendNotification',
      method: 'post',
      path: '/notifications',
      tag,
      auth: 'any',
      permission: 'notification:write',
      idempotent: true,
      summary: 'Send a message',
      body: message,
      replies: { 202: { description: 'Accepted for delivery', schema: notifications.notification } },
      problems: {
        'NOTIFICATION.CHANNEL_UNAVAILABLE': 501,
        'WEBHOOK.NOT_FOUND': 404,
        'WEBHOOK.DISABLED': 409,
      },
      async handle({ body }, { call }) {
        const request = compact({
          ...body,
          channel: toEnum('CHANNEL', body.channel),
          data: body.data === undefined ? undefined : toValue(body.data),
          idempotencyKey: call.idempotencyKey ?? '',
        });
        const answer = await notification.SendNotification(request, call, callOptions(call));
        return json(notifications.presentNotification(answer.notification), 202);
      },
    }),
    defineRoute({
      id: 'listNotifications',
      method: 'get',
      path: '/notifications',
      tag,
      auth: 'any',
      permission: 'notification:read',
      summary: 'List messages',
      query: paging.extend({
        endUserId: endUserId.optional(),
        channel: notifications.channel.optional(),
        status: notifications.notificationStatus.optional(),
      }),
      replies: { 200: { description: 'Newest first', schema: listOf(notifications.notification) } },
      async handle({ query }, { call }) {
        const request = {
          ...pageRequest(query),
          endUserId: query.endUserId ?? '',
          channel: toEnum('CHANNEL', query.channel),
          status: toEnum('NOTIFICATION_STATUS', query.status),
        };
        const answer = await notification.GetNotificationHistory(request, call);
        return json(page(answer.notifications, answer.nextPageToken, notifications.presentNotification));
      },
    }),
    defineRoute({
      id: 'getNotification',
      method: 'get',
      path: '/notifications/{id}',
      tag,
      auth: 'any',
      permission: 'notification:read',
      summary: 'Read a message',
      params: idParam('ntf'),
      replies: { 200: { description: 'The message', schema: notifications.notification } },
      problems: { 'NOTIFICATION.NOT_FOUND': 404 },
      async handle({ params: { id } }, { call }) {
        const answer = await notification.GetNotification({ notificationId: id }, call);
        return json(notifications.presentNotification(answer.notification));
      },
    }),
    defineRoute({
      id: 'getPreferences',
      method: 'get',
      path: '/notifications/preferences/{endUserId}',
      tag,
      auth: 'any',
      permission: 'notification:read',
      summary: 'Read what an end user wants to receive',
      params: endUserPath,
      replies: {
        200: {
          description: 'Their choice; a channel that is missing is on',
          schema: notifications.preferences,
        },
      },
      async handle({ params }, { call }) {
        const answer = await notification.GetPreferences(params, call);
        return json(notifications.presentPreferences(answer.preferences));
      },
    }),
    defineRoute({
      id: 'setPreferences',
      method: 'put',
      path: '/notifications/preferences/{endUserId}',
      tag,
      auth: 'any',
      permission: 'notification:write',
      summary: 'Replace what an end user wants to receive',
      params: endUserPath,
      body: notifications.preferences,
      replies: { 200: { description: 'The choice after the change', schema: notifications.preferences } },
      async handle({ params, body }, { call }) {
        const preferences = compact({
          ...params,
          channels: compact(body.channels),
          quietHours: body.quietHours,
        });
        const answer = await notification.SetPreferences({ preferences }, call);
        return json(notifications.presentPreferences(answer.preferences));
      },
    }),
  ];
}
