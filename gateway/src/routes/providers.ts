import { z } from 'zod';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { listOf, page, pageRequest, paging, providerId, required, scopes } from '../resources/common.ts';
import * as providers from '../resources/provider.ts';
import { type RouteDependencies } from './dependencies.ts';

const tag = 'Providers';
const params = z.strictObject({ id: providerId });
const problems = { 'PROVIDER.NOT_FOUND': 404 };
const own = { ...problems, 'PROVIDER.NOT_OWN': 409, 'PROVIDER.IN_USE': 409 };
const definition = z
  .record(z.string().max(100), z.unknown())
  .meta({ description: 'An entry of the catalogue: id, name, baseUrl, auth, actions …' });

/** providerRoutes: the catalogue, and what a workspace adds to it. */
export function providerRoutes({ services: { integration } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'listProviders',
      method: 'get',
      path: '/providers',
      tag,
      auth: 'any',
      permission: 'integration:read',
      summary: 'List the providers of the catalogue',
      query: paging.extend({
        category: z.string().max(64).optional(),
        q: z.string().max(200).optional().meta({ description: 'Words in id, name or description.' }),
      }),
      replies: { 200: { description: 'By id', schema: listOf(providers.provider) } },
      async handle({ query }, { call }) {
        const request = { ...pageRequest(query), category: query.category ?? '', query: query.q ?? '' };
        const answer = await integration.ListProviders(request, call);
        return json(page(answer.providers, answer.nextPageToken, providers.presentProvider));
      },
    }),
    defineRoute({
      id: 'getProvider',
      method: 'get',
      path: '/providers/{id}',
      tag,
      auth: 'any',
      permission: 'integration:read',
      summary: 'Read a provider with its actions',
      params,
      replies: { 200: { description: 'The provider', schema: providers.provider } },
      problems,
      async handle({ params: { id } }, { call }) {
        const { provider } = await integration.GetProvider({ provider: id }, call);
        return json(providers.presentProvider(required(provider)));
      },
    }),
    defineRoute({
      id: 'registerProvider',
      method: 'post',
      path: '/providers',
      tag,
      auth: 'any',
      permission: 'integration:write',
      idempotent: true,
      summary: "Register a provider of the workspace's own",
      description:
        'Under the schema of the catalogue (docs/adding-a-provider.md). Its actions work as all others do, in workflows too, for this workspace only. Addresses must be public ones by https.',
      formats: ['json', 'yaml'],
      body: definition,
      replies: { 201: { description: 'The provider', schema: providers.provider } },
      problems: { 'PROVIDER.INVALID': 400, 'PROVIDER.EXISTS': 409, 'PROVIDER.TOO_MANY': 409 },
      async handle({ body }, { call }) {
        const { provider } = await integration.RegisterProvider({ definition: toValue(body) }, call);
        return json(providers.presentProvider(required(provider)), 201);
      },
    }),
    defineRoute({
      id: 'updateProvider',
      method: 'put',
      path: '/providers/{id}',
      tag,
      auth: 'any',
      permission: 'integration:write',
      summary: "Replace the definition of a provider of the workspace's own",
      description:
        'While it has connections, its hosts and the way to authenticate stay. Keep versions of actions that workflows call beside new ones.',
      params,
      formats: ['json', 'yaml'],
      body: definition,
      replies: { 200: { description: 'The provider', schema: providers.provider } },
      problems: { ...own, 'PROVIDER.INVALID': 400 },
      async handle({ params: { id }, body }, { call }) {
        const request = { provider: id, definition: toValue(body) };
        const { provider } = await integration.UpdateProvider(request, call);
        return json(providers.presentProvider(required(provider)));
      },
    }),
    defineRoute({
      id: 'deleteProvider',
      method: 'delete',
      path: '/providers/{id}',
      tag,
      auth: 'any',
      permission: 'integration:delete',
      summary: "Delete a provider of the workspace's own that has no connections",
      params,
      replies: { 204: { description: 'It is gone' } },
      problems: own,
      async handle({ params: { id } }, { call }) {
        await integration.DeleteProvider({ provider: id }, call);
        return noContent();
      },
    }),
    defineRoute({
      id: 'setProviderCredentials',
      method: 'put',
      path: '/providers/{id}/credentials',
      tag,
      auth: 'any',
      permission: 'integration:write',
      summary: "Connect with the workspace's own OAuth client from now on",
      description:
        'It takes the place of the platform’s for new connections. Those that exist keep the client that they were made with; the same client id with a new secret is that client. The secret is never shown.',
      params,
      body: z.strictObject({
        clientId: z.string().min(1).max(2048),
        clientSecret: z.string().min(1).max(2048),
        scopes: scopes.optional(),
      }),
      replies: { 204: { description: 'It counts' } },
      problems: { ...problems, 'CONNECTION.AUTH_TYPE': 400 },
      async handle({ params: { id }, body }, { call }) {
        await integration.SetProviderCredentials(
          {
            provider: id,
            clientId: body.clientId,
            clientSecret: body.clientSecret,
            scopes: body.scopes ?? [],
          },
          call,
        );
        return noContent();
      },
    }),
    defineRoute({
      id: 'deleteProviderCredentials',
      method: 'delete',
      path: '/providers/{id}/credentials',
      tag,
      auth: 'any',
      permission: 'integration:delete',
      summary: "Forget the workspace's own OAuth clients of a provider",
      description:
        'New connections are made with the platform’s client. Connections that were made with an own one act as long as their access tokens last; then they answer 409 until it is registered again or the end user authorises anew.',
      params,
      replies: { 204: { description: 'They are gone' } },
      problems,
      async handle({ params: { id } }, { call }) {
        await integration.DeleteProviderCredentials({ provider: id }, call);
        return noContent();
      },
    }),
    defineRoute({
      id: 'getProviderStatus',
      method: 'get',
      path: '/providers/{id}/status',
      tag,
      auth: 'any',
      permission: 'integration:read',
      summary: 'Read how a provider fares from here',
      params,
      replies: { 200: { description: 'Its state', schema: providers.providerStatus } },
      problems,
      async handle({ params: { id } }, { call }) {
        return json(
          providers.presentProviderStatus(await integration.GetProviderStatus({ provider: id }, call)),
        );
      },
    }),
  ];
}
