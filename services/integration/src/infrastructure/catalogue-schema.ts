import { z } from 'zod';
import { patternOf } from '../domain/fits.ts';
import type { Provider } from '../domain/provider.ts';
import { actionSchema, requestSchema } from './action-schema.ts';
import { authSchema } from './auth-schema.ts';
import { headerName, kebab, plainUrl, text, texts, url } from './schema-parts.ts';
import { webhookSchema } from './webhook-schema.ts';

const param = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be camelCase'),
  title: text,
  description: text,
  pattern: z.string().refine(isNarrow, 'must stand from ^ to $ and fit nothing that ends a host or a path'),
  from: z
    .strictObject({ request: requestSchema.optional(), value: text, choice: z.boolean().default(false) })
    .optional(),
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
  docsUrl: plainUrl,
  baseUrl: url,
  params: z.array(param).default([]),
  profiles: z.array(text).optional(),
  auth: authSchema,
  adapter: text.optional(),
  authorization: z.string().default('Bearer ${credentials.accessToken}'),
  headers: texts.default({}),
  query: texts.default({}),
  scopes: z.array(z.strictObject({ id: text, description: text, default: z.boolean() })),
  account: z.strictObject({ request: requestSchema.optional(), id: text, name: text.optional() }),
  verify: requestSchema.optional(),
  probe: z.strictObject({ url: plainUrl }),
  rateLimit: z.strictObject({
    requests: z.int().positive(),
    perSeconds: z.int().positive(),
    remainingHeader: headerName.optional(),
    resetHeader: headerName.optional(),
    resetUnit: z.enum(['epochSeconds', 'epochMilliseconds', 'seconds']).default('epochSeconds'),
    client: z.strictObject({ requests: z.int().positive(), perSeconds: z.int().positive() }).optional(),
  }),
  retry: z
    .strictObject({
      statuses: z.array(z.int().min(400).max(599)).default([429, 502, 503, 504]),
      header: headerName.default('retry-after'),
      unit: z.enum(['seconds', 'milliseconds', 'epochSeconds']).default('seconds'),
    })
    .prefault({}),
  webhooks: webhookSchema.optional(),
  errors: z
    .strictObject({
      success: z.strictObject({ path: text, equals: z.unknown().optional() }).optional(),
      code: text.optional(),
      codeHeader: headerName.optional(),
      message: text.optional(),
      unauthorizedStatuses: z.array(z.int()).default([401]),
      unauthorizedCodes: z.array(text).default([]),
      rateLimitedCodes: z.array(text).default([]),
    })
    .prefault({}),
  proxy: z
    .union([
      z.literal(false),
      z.strictObject({ methods: z.array(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])).min(1) }),
    ])
    .optional(),
  actions: z.array(actionSchema).min(1),
}) satisfies z.ZodType<Provider>;

const endings = ['/', '\\', '@', ':', '?', '#', '%', ' ', '\n', '..'];

function isNarrow(pattern: string): boolean {
  if (!/^\^.*\$$/s.test(pattern)) return false;
  try {
    const isIn = patternOf(pattern);
    const samples = endings.flatMap(each => [each, `a${each}`, `${each}a`, `a${each}a`, `abc-1${each}xyz9`]);
    return samples.every(each => !isIn(each));
  } catch {
    return false;
  }
}
