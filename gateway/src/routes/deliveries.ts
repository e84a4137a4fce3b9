import { z } from 'zod';
import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { givenTime, idParam, listOf, page, pageRequest, paging, typedId } from '../resources/common.ts';
import { toEnum } from '../resources/enums.ts';
import { delivery, deliveryStatus, presentDelivery } from '../resources/webhook.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Webhooks';
const params = idParam('whk');
const notFound = { 'WEBHOOK.NOT_FOUND': 404 };

/** deliveryRoutes: what was sent to an endpoint, and sending it again. */
export function deliveryRoutes({ services: { notification } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'listDeliveries',
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      tag,
      auth: 'any',
      permission: 'webhook:read',
      summary: "List an endpoint's deliveries with their attempts",
      params,
      query: paging.extend({ status: deliveryStatus.optional() }),
      replies: { 200: { description: 'Newest first', schema: listOf(delivery) } },
      problems: notFound,
      async handle({ params: { id }, query }, { call }) {
        const request = {
          ...pageRequest(query),
          webhookId: id,
          status: toEnum('DELIVERY_STATUS', query.status),
        };
        const answer = await notification.ListDeliveries(request, call);
        return json(page(answer.deliveries, answer.nextPageToken, presentDelivery));
      },
    }),
    defineRoute({
      id: 'replayDelivery',
      method: 'post',
      path: '/webhooks/{id}/deliveries/{deliveryId}/replay',
      tag,
      auth: 'any',
      permission: 'webhook:write',
      idempotent: true,
      summary: 'Deliver one message again, with the same webhook-id',
      params: z.strictObject({ id: typedId('whk'), deliveryId: typedId('dlv') }),
      replies: { 202: { description: 'The delivery, due at once', schema: delivery } },
      problems: { ...notFound, 'DELIVERY.NOT_FOUND': 404, 'WEBHOOK.DISABLED': 409 },
      async handle({ params: { id, deliveryId } }, { call }) {
        const answer = await notification.ReplayDelivery(
          { webhookId: id, deliveryId },
          call,
          callOptions(call),
        );
        return json(presentDelivery(answer.delivery), 202);
      },
    }),
    defineRoute({
      id: 'replayWebhook',
      method: 'post',
      path: '/webhooks/{id}/replay',
      tag,
      auth: 'any',
      permission: 'webhook:write',
      idempotent: true,
      summary: 'Deliver again everything of a period that did not arrive',
      params,
      body: z
        .strictObject({ from: givenTime, to: givenTime })
        .refine(({ from, to }) => new Date(from) < new Date(to), {
          path: ['to'],
          message: 'must be after from',
        })
        .meta({ examples: [{ from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' }] }),
      replies: { 202: { description: 'How many are due again', schema: z.object({ count: z.int() }) } },
      problems: { ...notFound, 'WEBHOOK.DISABLED': 409 },
      async handle({ params: { id }, body }, { call }) {
        const request = {
          webhookId: id,
          from: toTimestamp(new Date(body.from)),
          to: toTimestamp(new Date(body.to)),
        };
        const { count } = await notification.ReplayWebhook(request, call, callOptions(call, 30_000));
        return json({ count }, 202);
      },
    }),
  ];
}
