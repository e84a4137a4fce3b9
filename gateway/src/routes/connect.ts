import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fromTimestamp } from '@neighbourhood/shared/grpc/wire';
import { type Cookie, readCookie } from '../http/cookies.ts';
import { json, redirect } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { connection, presentConnection } from '../resources/connection.ts';
import { type RouteDependencies } from './dependencies.ts';

const tag = 'Connections';
const callbackPath = '/connections/callback';

/**
 * Each authorisation has a cookie of its own, found by the state that the provider brings back: two of them in
 * one browser do not disturb each other.
 */
function bindingCookie(state: string, value: string, maxAgeSeconds: number, secure: boolean): Cookie {
  const name = `nh_connect_${createHash('sha256').update(state).digest('hex').slice(0, 16)}`;
  return { name, value, path: `/api/v1${callbackPath}`, maxAgeSeconds, secure };
}

const stateOf = (authorizationUrl: string) => new URL(authorizationUrl).searchParams.get('state') ?? '';

const callbackQuery = z.looseObject({
  code: z.string().max(4000).optional(),
  state: z.string().min(1).max(1000),
  error: z.string().max(200).optional(),
  error_description: z.string().max(2000).optional(),
  iss: z.string().max(1000).optional(),
});

/** What a provider says besides, as the id of a company: short texts, not many of them. */
function othersOf(query: z.output<typeof callbackQuery>): Record<string, string> {
  const texts = Object.entries(query).filter(
    (entry): entry is [string, string] =>
      !(entry[0] in callbackQuery.shape) && typeof entry[1] === 'string' && entry[1].length <= 1000,
  );
  return Object.fromEntries(texts.slice(0, 20));
}

/** connectRoutes: the way of an end user's browser to a provider and back. */
export function connectRoutes({ services: { integration }, https }: RouteDependencies): Route[] {
  const start = defineRoute({
    id: 'startConnection',
    method: 'get',
    path: '/connect/{token}',
    tag,
    auth: 'public',
    prefixed: false,
    summary: 'Bind the browser and go on to the provider',
    params: z.strictObject({ token: z.string().min(1).max(1000) }),
    replies: {
      302: { description: 'To the provider', headers: { Location: "The provider's authorisation page" } },
    },
    problems: { 'CONNECTION.INVALID_STATE': 400 },
    async handle({ params }, { call }) {
      const { authorizationUrl, browserBinding, expiresAt } = await integration.StartConnection(params, call);
      const end = fromTimestamp(expiresAt)?.getTime() ?? Date.now() + 600_000;
      const maxAge = Math.max(1, Math.floor((end - Date.now()) / 1000));
      return redirect(authorizationUrl, [
        bindingCookie(stateOf(authorizationUrl), browserBinding, maxAge, https),
      ]);
    },
  });

  const finish = defineRoute({
    id: 'finishConnection',
    method: 'get',
    path: callbackPath,
    tag,
    auth: 'public',
    summary: "Take the provider's answer and make the connection",
    description:
      'The state is single-use, and the cookie of `/connect/{token}` must come from the same browser.',
    query: callbackQuery,
    replies: {
      200: {
        description: 'The connection, where no redirect address was given',
        schema: z.object({ connection }),
      },
      302: {
        description: 'To the redirect address',
        headers: { Location: 'The redirect address, with connectionId' },
      },
    },
    problems: { 'CONNECTION.INVALID_STATE': 400, 'CONNECTION.ACCESS_DENIED': 400, 'PROVIDER.ERROR': 502 },
    async handle({ query }, { call, header }) {
      const cookie = bindingCookie(query.state, '', 0, https);
      const answer = await integration.ExchangeCode(
        {
          code: query.code ?? '',
          state: query.state,
          browserBinding: readCookie(header('Cookie'), cookie.name) ?? '',
          error: query.error ?? '',
          errorDescription: query.error_description ?? '',
          issuer: query.iss ?? '',
          callback: othersOf(query),
        },
        call,
        { timeoutMs: 30_000 },
      );
      const made = presentConnection(answer.connection);
      if (answer.redirectUri === '') return { ...json({ connection: made }), cookies: [cookie] };
      const target = new URL(answer.redirectUri);
      if (!target.searchParams.has('connectionId')) target.searchParams.set('connectionId', made.id);
      return redirect(target.href, [cookie]);
    },
  });
  return [start, finish];
}
