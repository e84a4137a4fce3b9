import { z } from 'zod';
import { compact } from '../http/compact.ts';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { idParam, iso, listOf, page, pageRequest, paging } from '../resources/common.ts';
import { toEnum } from '../resources/enums.ts';
import * as webhooks from '../resources/webhook.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Webhooks';
const params = idParam('whk');
const notFound = { 'WEBHOOK.NOT_FOUND': 404 };
const refused = { 'WEBHOOK.URL_FORBIDDEN': 400, 'WEBHOOK.EVENT_TYPE_UNKNOWN': 400 };
const url = z
  .string()
  .min(1)
  .max(2048)
  .meta({ format: 'uri', examples: ['https://hooks.example.com/nh'] });
const eventTypes = z
  .array(z.string().min(1).max(100))
  .min(1)
  .max(50)
  .meta({ examples: [['workflow.execution.completed', 'consent.*']] });
const description = z.string().max(500);

/** webhookRoutes: customers' endpoints. */
export function webhookRoutes({ services: { notification } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'registerWebhook',
      method: 'post',
      path: '/webhooks',
      tag,
      auth: 'any',
      permission: 'webhook:write',
      idempotent: true,
      summary: 'Register an endpoint, and show its secret this one time',
      body: z.strictObject({ url, eventTypes, description: description.optional() }),
      replies: { 201: { description: 'The endpoint', schema: webhooks.newWebhook } },
      problems: { ...refused, 'WEBHOOK.LIMIT_REACHED': 409 },
      async handle({ body }, { call }) {
        const answer = await notification.RegisterWebhook(compact(body), call, callOptions(call));
        return json({ ...webhooks.presentWebhook(answer.webhook), secret: answer.secret }, 201);
      },
    }),
    defineRoute({
      id: 'listWebhooks',
      method: 'get',
      path: '/webhooks',
      tag,
      auth: 'any',
      permission: 'webhook:read',
      summary: 'List endpoints, without secrets',
      query: paging,
      replies: { 200: { description: 'Newest first', schema: listOf(webhooks.webhook) } },
      async handle({ query }, { call }) {
        const answer = await notification.ListWebhooks(pageRequest(query), call);
        return json(page(answer.webhooks, answer.nextPageToken, webhooks.presentWebhook));
      },
    }),
    defineRoute({
      id: 'getWebhook',
      method: 'get',
      path: '/webhooks/{id}',
      tag,
      auth: 'any',
      permission: 'webhook:read',
      summary: 'Read an endpoint',
      params,
      replies: { 200: { description: 'The endpoint', schema: webhooks.webhook } },
      problems: notFound,
      async handle({ params: { id } }, { call }) {
        const answer = await notification.GetWebhook({ webhookId: id }, call);
        return json(webhooks.presentWebhook(answer.webhook));
      },
    }),
    defineRoute({
      id: 'updateWebhook',
      method: 'patch',
      path: '/webhooks/{id}',
      tag,
      auth: 'any',
      permission: 'webhook:write',
      summary: 'Change an endpoint, also switch it on and off',
      params,
      body: z.strictObject({
        url: url.optional(),
        eventTypes: eventTypes.optional(),
        description: description.optional(),
        status: webhooks.webhookStatus.optional(),
      }),
      replies: { 200: { description: 'The endpoint after the change', schema: webhooks.webhook } },
      problems: { ...notFound, ...refused },
      async handle({ params: { id }, body }, { call }) {
        const request = compact({ ...body, webhookId: id, status: toEnum('WEBHOOK_STATUS', body.status) });
        const answer = await notification.UpdateWebhook(request, call);
        return json(webhooks.presentWebhook(answer.webhook));
      },
    }),
    defineRoute({
      id: 'deleteWebhook',
      method: 'delete',
      path: '/webhooks/{id}',
      tag,
      auth: 'any',
      permission: 'webhook:delete',
      summary: 'Remove an endpoint; what was not delivered is dropped',
      params,
      replies: { 204: { description: 'The endpoint is gone' } },
      problems: notFound,
      async handle({ params: { id } }, { call }) {
        await notification.DeleteWebhook({ webhookId: id }, call);
        return noContent();
      },
    }),
    defineRoute({
      id: 'rotateWebhookSecret',
      method: 'post',
      path: '/webhooks/{id}/rotate-secret',
      tag,
      auth: 'any',
      permission: 'webhook:write',
      idempotent: true,
      summary: 'Make a new secret; messages carry both signatures during the overlap',
      params,
      body: z.strictObject({ overlapSeconds: z.int().min(0).max(604_800).optional() }).default({}),
      replies: { 200: { description: 'The endpoint and its new secret', schema: webhooks.rotatedWebhook } },
      problems: notFound,
      async handle({ params: { id }, body }, { call }) {
        const request = compact({ webhookId: id, overlapSeconds: body.overlapSeconds });
        const answer = await notification.RotateWebhookSecret(request, call, callOptions(call));
        const { secret, previousExpiresAt } = answer;
        return json(
          compact({
            ...webhooks.presentWebhook(answer.webhook),
            secret,
            previousExpiresAt: iso(previousExpiresAt),
          }),
        );
      },
    }),
    defineRoute({
      id: 'testWebhook',
      method: 'post',
      path: '/webhooks/{id}/test',
      tag,
      auth: 'any',
      permission: 'webhook:write',
      idempotent: true,
      summary: 'Deliver a `webhook.test` message now, once',
      params,
      replies: { 200: { description: 'The delivery with its one attempt', schema: webhooks.delivery } },
      problems: { ...notFound, 'WEBHOOK.DISABLED': 409 },
      async handle({ params: { id } }, { call }) {
        const answer = await notification.TestWebhook({ webhookId: id }, call, callOptions(call, 30_000));
        return json(webhooks.presentDelivery(answer.delivery));
      },
    }),
  ];
}
