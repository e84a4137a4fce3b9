import { z } from 'zod';
import { json } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';

/** wellKnownRoutes: the public keys of access tokens. */
export function wellKnownRoutes(keys: () => Promise<object>): Route[] {
  return [
    defineRoute({
      id: 'getJwks',
      method: 'get',
      path: '/.well-known/jwks.json',
      tag: 'Auth',
      auth: 'public',
      prefixed: false,
      summary: 'Read the public keys that verify access tokens',
      replies: {
        200: {
          description: 'A JWK set, RFC 7517',
          schema: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
        },
      },
      handle: async () => json(await keys(), 200, { 'Cache-Control': 'public, max-age=60' }),
    }),
  ];
}
