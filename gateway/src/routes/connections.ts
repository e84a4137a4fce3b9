import { z } from 'zod';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import {
  endUserId,
  idParam,
  listOf,
  page,
  pageRequest,
  paging,
  providerId,
  requiredIso,
  scopes,
  time,
  typedId,
} from '../resources/common.ts';
import { connection, connectionStatus, presentConnection } from '../resources/connection.ts';
import { purposeId } from '../resources/consent.ts';
import { toEnum } from '../resources/enums.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Connections';
const notFound = { 'CONNECTION.NOT_FOUND': 404 };
const words = z.record(z.string().min(1).max(100), z.string().max(10_000));

/** Milliseconds that an action may take: the request's own deadline decides. */
const patience = 30_000;

const authorizeBody = z.strictObject({
  provider: providerId,
  endUserId,
  scopes: scopes.optional(),
  redirectUri: z.url().max(2048).optional(),
  params: words.optional(),
});

/** connectionRoutes: end users' accounts, and actions on them. */
export function connectionRoutes({ services: { integration } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'authorizeConnection',
      method: 'post',
      path: '/connections/authorize',
      tag,
      auth: 'any',
      permission: 'connection:write',
      idempotent: true,
      summary: 'Begin a connection: where to send the end user',
      body: authorizeBody,
      replies: {
        200: {
          description: 'A single-use address of ours',
          schema: z.object({ url: z.string(), state: z.string(), expiresAt: time }),
        },
      },
      problems: {
        'PROVIDER.NOT_FOUND': 404,
        'CONNECTION.REDIRECT_NOT_ALLOWED': 400,
        'CONNECTION.AUTH_TYPE': 400,
        'PROVIDER.NOT_CONFIGURED': 409,
      },
      async handle({ body }, { call }) {
        const request = {
          ...body,
          scopes: body.scopes ?? [],
          redirectUri: body.redirectUri ?? '',
          params: body.params ?? {},
        };
        const { url, state, expiresAt } = await integration.GetAuthURL(request, call, callOptions(call));
        return json({ url, state, expiresAt: requiredIso(expiresAt) });
      },
    }),
    defineRoute({
      id: 'createConnection',
      method: 'post',
      path: '/connections',
      tag,
      auth: 'any',
      permission: 'connection:write',
      idempotent: true,
      summary: 'Connect with credentials, at providers without OAuth',
      body: z.strictObject({ provider: providerId, endUserId, credentials: words, params: words.optional() }),
      replies: { 201: { description: 'The connection', schema: connection } },
      problems: {
        'PROVIDER.NOT_FOUND': 404,
        'CONNECTION.AUTH_TYPE': 400,
        'CONNECTION.INVALID_CREDENTIALS': 400,
      },
      async handle({ body }, { call }) {
        const answer = await integration.CreateConnection(
          { ...body, params: body.params ?? {} },
          call,
          callOptions(call),
        );
        return json(presentConnection(answer.connection), 201);
      },
    }),
    defineRoute({
      id: 'listConnections',
      method: 'get',
      path: '/connections',
      tag,
      auth: 'any',
      permission: 'connection:read',
      summary: 'List connections',
      query: paging.extend({
        endUserId: endUserId.optional(),
        provider: providerId.optional(),
        status: connectionStatus.optional(),
      }),
      replies: { 200: { description: 'Newest first', schema: listOf(connection) } },
      async handle({ query }, { call }) {
        const request = {
          ...pageRequest(query),
          endUserId: query.endUserId ?? '',
          provider: query.provider ?? '',
          status: toEnum('CONNECTION_STATUS', query.status),
        };
        const answer = await integration.ListConnections(request, call);
        return json(page(answer.connections, answer.nextPageToken, presentConnection));
      },
    }),
    defineRoute({
      id: 'getConnection',
      method: 'get',
      path: '/connections/{id}',
      tag,
      auth: 'any',
      permission: 'connection:read',
      summary: 'Read a connection',
      params: idParam('con'),
      replies: { 200: { description: 'The connection', schema: connection } },
      problems: notFound,
      async handle({ params }, { call }) {
        const answer = await integration.GetConnection({ connectionId: params.id }, call);
        return json(presentConnection(answer.connection));
      },
    }),
    defineRoute({
      id: 'deleteConnection',
      method: 'delete',
      path: '/connections/{id}',
      tag,
      auth: 'any',
      permission: 'connection:delete',
      summary: 'End a connection and destroy its tokens',
      params: idParam('con'),
      replies: { 204: { description: 'The connection is gone' } },
      problems: notFound,
      async handle({ params }, { call }) {
        await integration.RevokeIntegration({ connectionId: params.id }, call, { timeoutMs: patience });
        return noContent();
      },
    }),
    defineRoute({
      id: 'executeAction',
      feature: 'actions',
      method: 'post',
      path: '/connections/{id}/actions/{action}',
      tag,
      auth: 'any',
      permission: 'integration:execute',
      idempotent: true,
      summary: 'Run an action of the provider',
      description: 'Needs an active consent of the end user for the purpose, `automation` unless told.',
      params: z.strictObject({ id: typedId('con'), action: providerId.meta({ examples: ['send-message'] }) }),
      body: z.strictObject({ input: z.unknown().optional(), purpose: purposeId.optional() }).default({}),
      replies: {
        200: {
          description: 'What the provider answered',
          schema: z.object({ output: z.unknown(), executedAt: time, durationMs: z.int(), attempts: z.int() }),
        },
      },
      problems: {
        ...notFound,
        'ACTION.UNKNOWN': 404,
        'ACTION.INVALID_INPUT': 400,
        'CONSENT.REQUIRED': 403,
        'CONNECTION.NEEDS_REAUTH': 409,
        'PROVIDER.RATE_LIMITED': 429,
        'PROVIDER.ERROR': 502,
        'PROVIDER.UNAVAILABLE': 503,
        'PROVIDER.TIMEOUT': 504,
      },
      async handle({ params, body }, { call }) {
        const request = {
          connectionId: params.id,
          action: params.action,
          input: toValue(body.input ?? {}),
          purpose: body.purpose ?? '',
          idempotencyKey: call.idempotencyKey ?? '',
        };
        const answer = await integration.ExecuteAction(request, call, callOptions(call, patience));
        const { executedAt, durationMs, attempts } = answer;
        return json({
          output: fromValue(answer.output),
          executedAt: requiredIso(executedAt),
          durationMs,
          attempts,
        });
      },
    }),
  ];
}
