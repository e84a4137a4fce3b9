import { type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { AppError, isAppError } from '@neighbourhood/shared/errors/app-error';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { json, noContent, type Reply } from '../http/reply.ts';
import { defineRoute, type Request, type Route } from '../http/route.ts';
import { type Transfers } from '../infrastructure/services.ts';
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
import { transfer } from './transfer.ts';

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
export function connectionRoutes({ services: { integration, transfers } }: RouteDependencies): Route[] {
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
      description:
        'Needs an active consent of the end user for the purpose, `automation` unless told. An action that takes a file takes it as the body, with its own content type, and its input in the query; one that gives a file answers it. Files have at most 100 MiB.',
      streams: 'files',
      query: z.strictObject({
        input: z.string().max(100_000).optional().meta({ description: 'Input as JSON, beside a file.' }),
        purpose: purposeId.optional().meta({ description: 'Beside a file.' }),
      }),
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
      async handle({ params, query, body }, all) {
        const { call } = all;
        const files = fileTransfer(transfers, params, all);
        if (all.streamed.body) return files(inputIn(query.input), query.purpose ?? '');
        const request = {
          connectionId: params.id,
          action: params.action,
          input: toValue(body.input ?? {}),
          purpose: body.purpose ?? '',
          idempotencyKey: call.idempotencyKey ?? '',
        };
        const answer = await integration
          .ExecuteAction(request, call, callOptions(call, patience))
          .catch((error: unknown) => {
            const gives = isAppError(error, 'ACTION.FILE') && error.metadata['file'] === 'download';
            if (gives) return undefined;
            throw isAppError(error, 'ACTION.FILE') ? wantsFile() : error;
          });
        if (answer === undefined) return files(body.input ?? {}, request.purpose);
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

/** fileTransfer passes a file to an action, or from it. */
function fileTransfer(
  transfers: Transfers,
  { id, action }: { id: string; action: string },
  request: Pick<Request, 'call' | 'streamed' | 'header'>,
) {
  return async (input: unknown, purpose: string): Promise<Reply> => {
    const contentType = request.header('Content-Type') ?? '';
    const start = { connectionId: id, purpose, contentType, action: { action, input: toValue(input) } };
    const reply = await transfer(transfers, start, request);
    if (!request.streamed.body || !reply.stream) return reply;
    // What became of an upload is told as that of any action, and can be told again.
    return json(await readJson(reply.stream));
  };
}

async function readJson(stream: Readable): Promise<unknown> {
  return JSON.parse(await text(stream)) as unknown;
}

function inputIn(text: string | undefined): unknown {
  try {
    return text === undefined ? {} : JSON.parse(text);
  } catch {
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The query parameter `input` must be JSON.', {
      fields: [{ path: 'input', message: 'must be JSON' }],
    });
  }
}

function wantsFile(): AppError {
  return new AppError(
    'unsupportedMediaType',
    'REQUEST.UNSUPPORTED_MEDIA_TYPE',
    'This action takes a file: send it as the body, with its own content type and the input in the query parameter `input`.',
  );
}
