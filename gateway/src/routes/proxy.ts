import { z } from 'zod';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { defineRoute, type Request, type Route } from '../http/route.ts';
import { typedId } from '../resources/common.ts';
import { purposeId } from '../resources/consent.ts';
import { type RouteDependencies } from './dependencies.ts';
import { headerPairs, transfer } from './transfer.ts';

const params = z.strictObject({
  id: typedId('con'),
  path: z.string().meta({ description: 'Path below the provider’s base URL.', examples: ['api/notes'] }),
});
const anything = z.record(z.string(), z.unknown()).default({});

/** proxyRoutes: a provider's own API, with a connection's credentials. */
export function proxyRoutes({ services: { transfers } }: RouteDependencies): Route[] {
  return (['get', 'post', 'put', 'patch', 'delete'] as const).map(method =>
    defineRoute({
      id: `proxy${method[0]?.toUpperCase()}${method.slice(1)}`,
      feature: 'actions',
      method,
      path: '/connections/{id}/proxy/{path}',
      wild: true,
      streams: 'all',
      tag: 'Connections',
      auth: 'any',
      permission: 'connection:proxy',
      summary: `${method.toUpperCase()} something of the provider's own API`,
      description:
        'Method, query, headers and body go to the provider as they are, with the connection’s credentials in place of the caller’s; status, headers and body come back. Needs an active consent over all scopes of the connection. `Proxy-Status` (RFC 9209) marks what the provider answered; a problem without it is ours.',
      params,
      query: anything,
      raw: ['*/*'],
      headers: [
        { name: 'X-Purpose', description: 'Purpose that the consent must cover.', example: 'automation' },
      ],
      replies: {
        200: {
          description: 'What the provider answered, with its own status',
          headers: { 'Proxy-Status': 'That the provider answered, and its status.' },
        },
      },
      problems: {
        'CONNECTION.NOT_FOUND': 404,
        'CONNECTION.NEEDS_REAUTH': 409,
        'CONSENT.REQUIRED': 403,
        'PROXY.FORBIDDEN': 403,
        'PROXY.INVALID_PATH': 400,
        'PROXY.METHOD_NOT_ALLOWED': 405,
        'PROVIDER.RATE_LIMITED': 429,
        'PROVIDER.ERROR': 502,
        'PROVIDER.UNAVAILABLE': 503,
        'PROVIDER.TIMEOUT': 504,
      },
      async handle({ params: { id } }, request) {
        const reply = await transfer(transfers, startOf(id, request), request);
        const told = `neighbourhood; received-status=${reply.status}`;
        return { ...reply, headers: { ...reply.headers, 'Proxy-Status': told } };
      },
    }),
  );
}

function startOf(connectionId: string, { streamed, header }: Request) {
  const { method, path, query } = streamed;
  const [, below = ''] = /^\/api\/v1\/connections\/[^/]+\/proxy\/(.*)$/s.exec(path) ?? [];
  return {
    connectionId,
    purpose: purposeIn(header('X-Purpose')),
    proxy: { method, path: below, query, headers: headerPairs(streamed) },
  };
}

function purposeIn(given = ''): string {
  if (given === '' || purposeId.safeParse(given).success) return given;
  throw new AppError('invalidArgument', 'REQUEST.INVALID', 'X-Purpose is no purpose.', {
    fields: [{ path: 'X-Purpose', message: 'must be the id of a purpose' }],
  });
}
