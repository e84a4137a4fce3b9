import { z } from 'zod';
import { json, noContent, type Reply, text } from '../http/reply.ts';
import { defineRoute, type Request, type Route } from '../http/route.ts';
import {
  endUserId,
  idParam,
  listOf,
  page,
  pageRequest,
  paging,
  providerId,
  requiredIso,
  typedId,
} from '../resources/common.ts';
import * as hooks from '../resources/hook.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Hooks';
const inWorkspace = { tag, auth: 'any', workspace: 'path' } as const;
const params = idParam('wsp').extend({ hookId: typedId('hok') });
const notFound = { 'HOOK.NOT_FOUND': 404 };
const rotation = z.strictObject({ overlapSeconds: z.int().min(0).max(604_800).optional() }).default({});
const providerSecret = z
  .string()
  .min(1)
  .max(1_000)
  .optional()
  .meta({ description: 'What the provider signs with, or its public key; for hooks of providers.' });
const secretRotation = z
  .strictObject({ overlapSeconds: z.int().min(0).max(604_800).optional(), secret: providerSecret })
  .default({});
const changed = { ...notFound, 'HOOK.CHANGED': 409 };

/** What was handed in is not told again. */
const shown = (secret: string) => (secret === '' ? {} : { secret });

/** hookRoutes: addresses at which others send what becomes events of a workspace. */
export function hookRoutes({ services: { workflow } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      ...inWorkspace,
      id: 'createHook',
      method: 'post',
      path: '/workspaces/{id}/hooks',
      permission: 'workflow:write',
      idempotent: true,
      summary: 'Make a hook, and show its token and secret this one time',
      params: idParam('wsp'),
      body: z.strictObject({
        path: hooks.hookPath,
        eventType: z.string().min(1).max(256).optional(),
        endUserId: endUserId.optional(),
        description: z.string().max(500).optional(),
        provider: providerId
          .optional()
          .meta({ description: 'Whose webhooks it is to take; then `eventType` is the provider’s.' }),
        secret: providerSecret,
      }),
      replies: { 201: { description: 'The hook', schema: hooks.newHook } },
      problems: {
        'EVENT.TYPE_RESERVED': 400,
        'HOOK.EXISTS': 409,
        'HOOK.LIMIT_REACHED': 409,
        'PROVIDER.NOT_FOUND': 404,
        'PROVIDER.NO_WEBHOOKS': 409,
      },
      async handle({ body }, { call }) {
        const { path, eventType = '', endUserId: user = '', description = '', provider = '' } = body;
        const request = {
          path,
          eventType,
          endUserId: user,
          description,
          provider,
          secret: body.secret ?? '',
        };
        const answer = await workflow.CreateHook(request, call, callOptions(call));
        const { url, secret } = answer;
        return json({ ...hooks.presentHook(answer.hook), url, ...shown(secret) }, 201);
      },
    }),
    defineRoute({
      ...inWorkspace,
      id: 'listHooks',
      method: 'get',
      path: '/workspaces/{id}/hooks',
      permission: 'workflow:read',
      summary: 'List hooks, without tokens and secrets',
      params: idParam('wsp'),
      query: paging,
      replies: { 200: { description: 'Newest first', schema: listOf(hooks.hook) } },
      async handle({ query }, { call }) {
        const answer = await workflow.ListHooks(pageRequest(query), call);
        return json(page(answer.hooks, answer.nextPageToken, hooks.presentHook));
      },
    }),
    defineRoute({
      ...inWorkspace,
      id: 'getHook',
      method: 'get',
      path: '/workspaces/{id}/hooks/{hookId}',
      permission: 'workflow:read',
      summary: 'Read a hook, without token and secret',
      params,
      replies: { 200: { description: 'The hook', schema: hooks.hook } },
      problems: notFound,
      async handle({ params: { hookId } }, { call }) {
        return json(hooks.presentHook((await workflow.GetHook({ hookId }, call)).hook));
      },
    }),
    defineRoute({
      ...inWorkspace,
      id: 'deleteHook',
      method: 'delete',
      path: '/workspaces/{id}/hooks/{hookId}',
      permission: 'workflow:delete',
      summary: 'Remove a hook; nothing is received there any more',
      params,
      replies: { 204: { description: 'The hook is gone' } },
      problems: notFound,
      async handle({ params: { hookId } }, { call }) {
        await workflow.DeleteHook({ hookId }, call);
        return noContent();
      },
    }),
    defineRoute({
      ...inWorkspace,
      id: 'rotateHookToken',
      method: 'post',
      path: '/workspaces/{id}/hooks/{hookId}/rotate-token',
      permission: 'workflow:write',
      idempotent: true,
      summary: 'Make a new token; the old one is good, too, during the overlap',
      params,
      body: rotation,
      replies: { 200: { description: 'The hook and its new token', schema: hooks.hookWithToken } },
      problems: { ...changed, 'HOOK.NO_TOKEN': 409 },
      async handle({ params: { hookId }, body }, { call }) {
        const { overlapSeconds } = body;
        const request = { hookId, ...(overlapSeconds === undefined ? {} : { overlapSeconds }) };
        const answer = await workflow.RotateHookToken(request, call, callOptions(call));
        const previousExpiresAt = requiredIso(answer.previousExpiresAt);
        return json({ ...hooks.presentHook(answer.hook), url: answer.url, previousExpiresAt });
      },
    }),
    defineRoute({
      ...inWorkspace,
      id: 'rotateHookSecret',
      method: 'post',
      path: '/workspaces/{id}/hooks/{hookId}/rotate-secret',
      permission: 'workflow:write',
      idempotent: true,
      summary: 'Make a new secret; the old one is good, too, during the overlap',
      params,
      body: secretRotation,
      replies: { 200: { description: 'The hook and its new secret', schema: hooks.hookWithSecret } },
      problems: changed,
      async handle({ params: { hookId }, body }, { call }) {
        const { overlapSeconds, secret = '' } = body;
        const request = { hookId, secret, ...(overlapSeconds === undefined ? {} : { overlapSeconds }) };
        const answer = await workflow.RotateHookSecret(request, call, callOptions(call));
        const previousExpiresAt = requiredIso(answer.previousExpiresAt);
        return json({ ...hooks.presentHook(answer.hook), ...shown(answer.secret), previousExpiresAt });
      },
    }),
  ];
}

const part = z.string().min(1).max(100);
const signature = (name: string, description: string, example: string) => ({ name, description, example });

/** Headers that are the connection's or the browser's, not the message's. */
const notPassedOn = new Set([
  'cookie',
  'connection',
  'host',
  'content-length',
  'transfer-encoding',
  'x-api-key',
]);

const receiving = {
  path: '/hooks/{workspaceId}/{path}',
  tag,
  auth: 'public',
  hook: true,
  params: z.strictObject({
    workspaceId: part.meta({ examples: ['wsp_01jd9x8k2hf0rt5s1m3v7c6qzw'] }),
    path: part.meta({ examples: ['orders'] }),
  }),
  query: z.looseObject({ token: z.string().min(1).max(200).optional() }),
  problems: { 'HOOK.UNAUTHENTICATED': 401 },
} as const;

type Receiving = { params: { workspaceId: string; path: string }; query: { token?: string | undefined } };

/**
 * receiveHookRoutes is where others send; it belongs to no service, for only the platform knows its hooks. Providers are
 * answered 200 without a body, which all of them understand.
 */
export function receiveHookRoutes({ services: { workflow } }: RouteDependencies): Route[] {
  const receive = async (
    method: 'POST' | 'GET',
    { params, query }: Receiving,
    { call, header, headers, queryText, source }: Request,
  ): Promise<Reply> => {
    const passedOn = Object.entries(headers).filter(([name]) => !notPassedOn.has(name));
    const { eventId, reply } = await workflow.ReceiveHook(
      {
        ...params,
        token: query.token ?? '',
        webhookId: header('webhook-id') ?? '',
        webhookTimestamp: header('webhook-timestamp') ?? '',
        webhookSignature: header('webhook-signature') ?? '',
        contentType: header('Content-Type') ?? '',
        body: source.bytes,
        method,
        query: queryText,
        headers: Object.fromEntries(passedOn),
      },
      call,
    );
    if (!reply) return json({ id: eventId }, 202);
    return reply.contentType === '' ? { status: 200 } : text(reply.body, reply.contentType);
  };

  return [
    defineRoute({
      ...receiving,
      id: 'receiveHook',
      method: 'post',
      raw: ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'application/xml'],
      summary: 'Send a message to a hook',
      description:
        'Either with the token of the address, or signed by [Standard Webhooks](https://www.standardwebhooks.com) with the hook’s secret, at most five minutes ago. Messages of one `webhook-id` count once. A hook of a provider takes what that provider signs.',
      headers: [
        signature('webhook-id', 'Id of the message, the same when it is sent again.', 'msg_1'),
        signature('webhook-timestamp', 'Seconds since 1970.', '1764000000'),
        signature('webhook-signature', '`v1,` and the signature, several with spaces between.', 'v1,K5oZ…'),
      ],
      replies: {
        200: {
          description: 'A provider’s message: it becomes an event, or this is what the provider asked for',
        },
        202: { description: 'It becomes an event', schema: z.object({ id: z.string() }) },
      },
      handle: (input, request) => receive('POST', input, request),
    }),
    defineRoute({
      ...receiving,
      id: 'answerHookChallenge',
      method: 'get',
      summary: 'Answer a provider that asks whether somebody is there',
      replies: { 200: { description: 'What the provider asked for', contentType: 'text/plain' } },
      // Trello looks by HEAD, which tells nothing, whether there is a hook or not.
      handle: async (input, request) =>
        request.method === 'HEAD' ? { status: 200 } : receive('GET', input, request),
    }),
  ];
}
