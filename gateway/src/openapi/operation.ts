import { fullPath, type ReplySpec, type Route, workspaceSource } from '../http/route.ts';
import { type JsonSchema, type Schemas } from './json-schema.ts';
import { problemExample, problemSchema, problemsOf } from './problems.ts';
import { sample } from './sample.ts';

/** Names under components.headers that every answer carries. */
export const commonHeaders = ['X-Request-Id', 'traceparent', 'RateLimit-Policy', 'RateLimit'] as const;

const headerRefs = Object.fromEntries(
  commonHeaders.map(name => [name, { $ref: `#/components/headers/${name}` }]),
);
const retryAfter = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } };

function parameters(route: Route, schemas: Schemas): JsonSchema[] {
  const inside = (place: 'path' | 'query', schema: JsonSchema): JsonSchema[] => {
    const needed = new Set(Array.isArray(schema['required']) ? (schema['required'] as string[]) : []);
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
    return properties.map(([name, { description, ...property }]) => ({
      name,
      in: place,
      required: place === 'path' || needed.has(name),
      ...(description === undefined ? {} : { description }),
      schema: property,
    }));
  };
  const refs = ['X-Request-Id', 'X-Request-Timeout'];
  if (workspaceSource(route) === 'header') refs.push('X-Workspace-Id');
  if (route.idempotent) refs.push('Idempotency-Key');
  const own = (route.headers ?? []).map(({ name, description, example }) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
    example,
  }));
  return [
    ...(route.params ? inside('path', schemas.of(route.params, 'input')) : []),
    ...(route.query ? inside('query', schemas.of(route.query, 'input')) : []),
    ...own,
    ...refs.map(name => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function requestBody(route: Route, schemas: Schemas): JsonSchema | undefined {
  if (route.raw) return { required: false, content: Object.fromEntries(route.raw.map(type => [type, {}])) };
  if (!route.body) return undefined;
  const schema = schemas.of(route.body, 'input');
  const media = { schema, example: sample(schema, schemas.named) };
  const content = Object.fromEntries(
    (route.formats ?? ['json']).map(format => [`application/${format}`, media]),
  );
  return { required: !route.body.safeParse(undefined).success, content };
}

function success(spec: ReplySpec, idempotent: boolean, schemas: Schemas): JsonSchema {
  const own = Object.entries(spec.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  const replayed = idempotent
    ? { 'Idempotency-Replayed': { $ref: '#/components/headers/Idempotency-Replayed' } }
    : {};
  const headers = { ...headerRefs, ...replayed, ...(Object.fromEntries(own) as object) };
  if (!spec.schema) return { description: spec.description, headers };
  const schema = schemas.of(spec.schema, 'output');
  const media = {
    [spec.contentType ?? 'application/json']: { schema, example: sample(schema, schemas.named) },
  };
  const other = spec.alsoAs === undefined ? {} : { [spec.alsoAs]: { schema: { type: 'string' } } };
  return { description: spec.description, headers, content: { ...media, ...other } };
}

function problem(status: number, codes: readonly string[], path: string, schemas: Schemas): JsonSchema {
  const examples = Object.fromEntries(
    codes.map(code => [code, { value: problemExample(status, code, path) }]),
  );
  const headers = status === 429 || status === 503 ? { ...headerRefs, ...retryAfter } : headerRefs;
  return {
    description: codes.map(code => `\`${code}\``).join(', '),
    headers,
    content: { 'application/problem+json': { schema: schemas.of(problemSchema, 'output'), examples } },
  };
}

function security(route: Route): JsonSchema[] {
  const roles = route.permission === undefined ? [] : [route.permission];
  if (route.auth === 'public') return [];
  return route.auth === 'user' ? [{ accessToken: roles }] : [{ accessToken: roles }, { apiKey: roles }];
}

/** operationOf describes one route. */
export function operationOf(route: Route, schemas: Schemas): JsonSchema {
  const path = fullPath(route);
  const body = requestBody(route, schemas);
  const good = Object.entries(route.replies).map(([status, spec]) => [
    status,
    success(spec, route.idempotent === true, schemas),
  ]);
  const bad = [...problemsOf(route)].map(([status, codes]) => [
    String(status),
    problem(status, codes, path, schemas),
  ]);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: security(route),
    parameters: parameters(route, schemas),
    ...(body ? { requestBody: body } : {}),
    responses: Object.fromEntries([...good, ...bad]) as JsonSchema,
  };
}
