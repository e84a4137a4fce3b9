import { z } from 'zod';
import { kebab, plainUrl, template, text, texts, url } from './schema-parts.ts';

const jsonSchema = z.record(z.string(), z.unknown());
const place = z.string().regex(/^(query|body)\../, 'must begin with query. or body.');
const path = z.string();

const cursor = z
  .strictObject({
    type: z.literal('cursor'),
    in: place,
    from: text.optional(),
    item: z.strictObject({ list: path, field: text }).optional(),
    more: text.optional(),
    numeric: z.boolean().optional(),
    path: z
      .string()
      .regex(/^(\/[\w-][\w.-]*)+$/, 'must be a path without fields')
      .optional(),
  })
  .refine(({ from, item }) => (from === undefined) !== (item === undefined), 'must have either from or item');

const counted = {
  in: place,
  list: path,
  size: z.union([z.int().positive(), text]).optional(),
  total: text.optional(),
  more: text.optional(),
};

const pagination = z.discriminatedUnion('type', [
  cursor,
  z.strictObject({ type: z.literal('page'), first: z.int().min(0).default(1), ...counted }),
  z.strictObject({ type: z.literal('offset'), first: z.int().min(0).default(0), ...counted }),
  z.strictObject({ type: z.literal('link') }),
  z.strictObject({ type: z.literal('url'), from: z.union([text, z.array(text).min(1)]) }),
]);

/** requestSchema is the schema of a request rule. */
export const requestSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().startsWith('/'),
  baseUrl: url.optional(),
  query: z.record(z.string(), template).optional(),
  headers: texts.optional(),
  body: template.optional(),
  encoding: z.enum(['json', 'form', 'raw', 'multipart']).default('json'),
  fileField: text.optional(),
});

/** actionSchema is the schema of an action. */
export const actionSchema = z
  .strictObject({
    id: kebab,
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a semantic version'),
    title: text,
    description: text,
    docsUrl: plainUrl.optional(),
    scopes: z.array(text),
    idempotent: z.boolean(),
    idempotencyHeader: text.optional(),
    idempotencyField: place.optional(),
    errors: z
      .strictObject({
        success: z.strictObject({ path: text, equals: z.unknown().optional() }),
        code: text.optional(),
        message: text.optional(),
      })
      .optional(),
    pagination: pagination.optional(),
    file: z.enum(['upload', 'download']).optional(),
    input: jsonSchema,
    output: jsonSchema,
    request: requestSchema,
    result: template.optional(),
  })
  .refine(
    ({ file, request }) => (file === 'upload') === ['raw', 'multipart'].includes(request.encoding),
    'must have file: upload just where its request has the encoding raw or multipart',
  );
