import { z } from 'zod';
import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { compact } from '../http/compact.ts';
import {
  givenTime,
  idParam,
  iso,
  listOf,
  page,
  pageRequest,
  paging,
  required,
  typedId,
} from '../resources/common.ts';
import { apiKey, keyScopes, newApiKey, presentApiKey, rotatedApiKey } from '../resources/workspace.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'API keys';
const keyPath = z.strictObject({ id: typedId('wsp'), keyId: typedId('key') });
const missing = { 'WORKSPACE.NOT_FOUND': 404, 'API_KEY.NOT_FOUND': 404 };

/** apiKeyRoutes: a workspace's credentials. */
export function apiKeyRoutes({ services: { auth }, forget }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'createApiKey',
      method: 'post',
      path: '/workspaces/{id}/api-keys',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'apikey:create',
      idempotent: true,
      summary: 'Create an API key, and show it this one time',
      params: idParam('wsp'),
      body: z.strictObject({
        name: z
          .string()
          .trim()
          .min(1)
          .max(100)
          .meta({ examples: ['back end'] }),
        scopes: keyScopes.optional(),
        expiresAt: givenTime.optional(),
        rateLimitPerHour: z.int().min(1).max(10_000_000).optional(),
      }),
      replies: { 201: { description: 'The new key', schema: newApiKey } },
      problems: { 'WORKSPACE.NOT_FOUND': 404 },
      async handle({ params, body }, { call }) {
        const expiresAt = body.expiresAt === undefined ? undefined : toTimestamp(new Date(body.expiresAt));
        const { name, scopes, rateLimitPerHour } = body;
        const request = compact({ workspaceId: params.id, name, scopes, rateLimitPerHour, expiresAt });
        const answer = await auth.CreateApiKey(request, call, callOptions(call));
        return json({ ...presentApiKey(required(answer.apiKey)), key: answer.key }, 201);
      },
    }),
    defineRoute({
      id: 'listApiKeys',
      method: 'get',
      path: '/workspaces/{id}/api-keys',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'apikey:read',
      summary: "List a workspace's API keys, without the keys themselves",
      params: idParam('wsp'),
      query: paging,
      replies: { 200: { description: 'Newest first, revoked ones too', schema: listOf(apiKey) } },
      problems: { 'WORKSPACE.NOT_FOUND': 404 },
      async handle({ params, query }, { call }) {
        const answer = await auth.ListApiKeys({ workspaceId: params.id, ...pageRequest(query) }, call);
        return json(page(answer.apiKeys, answer.nextPageToken, presentApiKey));
      },
    }),
    defineRoute({
      id: 'revokeApiKey',
      method: 'delete',
      path: '/workspaces/{id}/api-keys/{keyId}',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'apikey:revoke',
      summary: 'End an API key at once',
      params: keyPath,
      replies: { 204: { description: 'The key is revoked' } },
      problems: missing,
      async handle({ params }, { call }) {
        await auth.RevokeApiKey({ workspaceId: params.id, keyId: params.keyId }, call);
        forget(params.keyId);
        return noContent();
      },
    }),
    defineRoute({
      id: 'rotateApiKey',
      method: 'post',
      path: '/workspaces/{id}/api-keys/{keyId}/rotate',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'apikey:create',
      idempotent: true,
      summary: "Make an API key's successor; the old one ends after an overlap",
      params: keyPath,
      body: z.strictObject({ overlapSeconds: z.int().min(0).max(604_800).optional() }).default({}),
      replies: { 201: { description: 'The successor', schema: rotatedApiKey } },
      problems: { ...missing, 'API_KEY.REVOKED': 409 },
      async handle({ params, body }, { call }) {
        const request = compact({
          workspaceId: params.id,
          keyId: params.keyId,
          overlapSeconds: body.overlapSeconds,
        });
        const answer = await auth.RotateApiKey(request, call, callOptions(call));
        const previousExpiresAt = iso(answer.previousExpiresAt);
        return json(
          compact({ ...presentApiKey(required(answer.apiKey)), key: answer.key, previousExpiresAt }),
          201,
        );
      },
    }),
  ];
}
