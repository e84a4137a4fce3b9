import { type Route } from '../http/route.ts';
import { createSchemas, type JsonSchema } from './json-schema.ts';
import { operationOf } from './operation.ts';

const text = (description: string, example: string) => ({ description, schema: { type: 'string' }, example });

const headers = {
  'X-Request-Id': text('Names this request in logs and problems.', 'req_01jd9x8k2hf0rt5s1m3v7c6qzw'),
  traceparent: text(
    'W3C trace context of this request.',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  ),
  'RateLimit-Policy': text('The limits that apply: quota and window in seconds.', '"user";q=600;w=60'),
  RateLimit: text('What is left of them, and the seconds until they are full again.', '"user";r=599;t=1'),
  'Retry-After': text('Seconds after which to try again.', '1'),
  'Idempotency-Replayed': text('`true` on an answer that was given before.', 'true'),
};

const parameter = (name: string, description: string, schema: JsonSchema, example: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
  example,
});

const parameters = {
  'X-Request-Id': parameter(
    'X-Request-Id',
    'Taken over when it is harmless.',
    { type: 'string', maxLength: 128 },
    'order-17-attempt-1',
  ),
  'X-Request-Timeout': parameter(
    'X-Request-Timeout',
    'Seconds after which the caller no longer waits: 504. At most 30.',
    { type: 'number', exclusiveMinimum: 0 },
    '5',
  ),
  'X-Workspace-Id': parameter(
    'X-Workspace-Id',
    'The workspace; needed with an access token, implied by an API key.',
    { type: 'string' },
    'wsp_01jd9x8k2hf0rt5s1m3v7c6qzw',
  ),
  'Idempotency-Key': parameter(
    'Idempotency-Key',
    'Makes repeating safe: the same key with the same request is run once, and answered the same for 24 hours.',
    { type: 'string', minLength: 1, maxLength: 255 },
    '6f1c0a5e-8c2d-4d53-9a50-0a4f6f2f4e11',
  ),
};

const securitySchemes = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A signed-in user; with X-Workspace-Id inside a workspace. The roles listed are permissions.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'A workspace. The roles listed are permissions.',
  },
};

/** A route that the monolith may answer has its problems too, and its answers tell whose they are. */
function onEitherSide(route: Route): Route {
  if (route.service === undefined) return route;
  const problems = { 'LEGACY.BAD_ANSWER': 502, 'LEGACY.UNAVAILABLE': 503, 'LEGACY.TIMEOUT': 504 };
  const told = { 'X-Served-By': '`legacy` or `platform`, whichever answered.' };
  const replies = Object.entries(route.replies).map(([status, reply]) => [
    status,
    { ...reply, headers: { ...reply.headers, ...told } },
  ]);
  return {
    ...route,
    problems: { ...route.problems, ...problems },
    replies: Object.fromEntries(replies) as Route['replies'],
  };
}

function pathsOf(
  routes: readonly Route[],
  schemas: ReturnType<typeof createSchemas>,
): Record<string, JsonSchema> {
  const paths: Record<string, JsonSchema> = {};
  for (const route of routes) {
    const outside = route.prefixed === false ? { servers: [{ url: '/' }] } : {};
    paths[route.path] = { ...paths[route.path], ...outside, [route.method]: operationOf(route, schemas) };
  }
  return paths;
}

/** DocumentOptions tell what holds for this installation only. */
export interface DocumentOptions {
  /** Whether a monolith may answer a part of the API. */
  migrating?: boolean;
}

/** buildDocument describes all routes as OpenAPI 3.1. */
export function buildDocument(
  routes: readonly Route[],
  { migrating = false }: DocumentOptions = {},
): JsonSchema {
  const schemas = createSchemas();
  const paths = pathsOf(migrating ? routes.map(onEitherSide) : routes, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'NeighbourHood',
      version: '1.0.0',
      summary:
        'Integrations inside your own product: connections, consent and durable workflows behind one API.',
      description:
        'Errors are RFC 9457 problems with a stable `code`. Lists take `limit` and `cursor` and answer `items` and, while there is more, `nextCursor`. Times are RFC 3339 in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(routes.map(route => route.tag))].map(name => ({ name })),
    paths,
    components: { schemas: schemas.named, headers, parameters, securitySchemes },
  };
}
