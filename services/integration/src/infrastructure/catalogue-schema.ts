import { z } from 'zod';
import type { Provider, Template } from '../domain/provider.ts';

const kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case');
const text = z.string().min(1);
const jsonSchema = z.record(z.string(), z.unknown());
const template: z.ZodType<Template> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(template), z.record(z.string(), template)]),
);
const headers = z.record(z.string(), z.string());

const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().startsWith('/'),
  baseUrl: z.url().optional(),
  query: z.record(z.string(), template).optional(),
  headers: headers.optional(),
  body: template.optional(),
  encoding: z.enum(['json', 'form']).default('json'),
});

const action = z.strictObject({
  id: kebab,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a semantic version'),
  title: text,
  description: text,
  scopes: z.array(text),
  idempotent: z.boolean(),
  idempotencyHeader: text.optional(),
  input: jsonSchema,
  output: jsonSchema,
  request,
  result: template.optional(),
});

const oauth2 = z.strictObject({
  type: z.literal('oauth2'),
  authorizationUrl: z.url(),
  tokenUrl: z.url(),
  issuer: z.url().optional(),
  clientAuthentication: z.enum(['basic', 'body']),
  tokenEncoding: z.enum(['form', 'json']).default('form'),
  pkce: z.boolean(),
  scopeSeparator: z.enum([' ', ',']).default(' '),
  authorizationParams: z.record(z.string(), z.string()).default({}),
  revocation: z
    .strictObject({
      method: z.enum(['GET', 'POST', 'DELETE']),
      url: text,
      authentication: z.enum(['basic', 'bearer', 'none']),
      encoding: z.enum(['form', 'json']),
      body: z.record(z.string(), template).optional(),
    })
    .optional(),
});

const apiKey = z.strictObject({
  type: z.literal('apiKey'),
  fields: z
    .array(z.strictObject({ id: text, title: text, description: text, pattern: z.string().optional() }))
    .min(1),
});

/** providerSchema is the schema of a catalogue entry, after its relative URLs were made absolute. */
export const providerSchema = z.strictObject({
  id: kebab,
  name: text,
  description: text,
  category: z.enum([
    'communication',
    'email-marketing',
    'project-management',
    'crm-sales',
    'development',
    'storage',
    'payment',
    'data-analytics',
    'social-media',
    'other',
  ]),
  docsUrl: z.url(),
  baseUrl: z.url(),
  profiles: z.array(text).optional(),
  auth: z.discriminatedUnion('type', [oauth2, apiKey]),
  authorization: z.string().default('Bearer ${credentials.accessToken}'),
  headers: headers.default({}),
  scopes: z.array(z.strictObject({ id: text, description: text, default: z.boolean() })),
  account: z.strictObject({ request: request.optional(), id: text, name: text.optional() }),
  probe: z.strictObject({ url: z.url() }),
  rateLimit: z.strictObject({
    requests: z.int().positive(),
    perSeconds: z.int().positive(),
    remainingHeader: z.string().toLowerCase().optional(),
    resetHeader: z.string().toLowerCase().optional(),
    resetUnit: z.enum(['epochSeconds', 'seconds']).default('epochSeconds'),
  }),
  errors: z.strictObject({
    success: z.strictObject({ path: text, equals: z.unknown() }).optional(),
    code: text.optional(),
    message: text.optional(),
    unauthorizedCodes: z.array(text).default([]),
    rateLimitedCodes: z.array(text).default([]),
  }),
  actions: z.array(action).min(1),
}) satisfies z.ZodType<Provider>;
