import { z } from 'zod';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { listOf, page, pageRequest, paging, providerId, required } from '../resources/common.ts';
import * as providers from '../resources/provider.ts';
import { type RouteDependencies } from './dependencies.ts';

const tag = 'Providers';
const params = z.strictObject({ id: providerId });
const problems = { 'PROVIDER.NOT_FOUND': 404 };

/** providerRoutes: the catalogue. */
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
