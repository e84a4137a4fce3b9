import type { z } from 'zod';
import type { Action, JsonSchema, Provider } from '../domain/provider.ts';
import { providerSchema } from './catalogue-schema.ts';

/** ParsedEntry is a provider, or what of its entry does not fit the schema. */
export type ParsedEntry = { success: true; data: Provider } | { success: false; error: z.ZodError };

/** parseEntry reads an entry by the schema, its relative addresses below those of the API and of browsers. */
export function parseEntry(raw: object, baseUrl: string, browserUrl: string): ParsedEntry {
  const absolute = withAbsoluteUrls(raw, baseUrl, browserUrl) as object;
  const parsed = providerSchema.safeParse({ ...absolute, baseUrl });
  if (!parsed.success) return parsed;
  return { success: true, data: { ...parsed.data, actions: parsed.data.actions.map(withCursor) } };
}

/** Callers go from page to page in one way, whatever the provider's is. */
function withCursor(action: Action): Action {
  if (action.pagination === undefined) return action;
  const cursor = {
    type: 'string',
    minLength: 1,
    maxLength: 8192,
    description: '`nextCursor` of the page before',
  };
  const nextCursor = { type: 'string', description: 'Leads to the next page; the last one has none' };
  return {
    ...action,
    input: withProperty(action.input, { cursor }),
    output: withProperty(action.output, { nextCursor }),
  };
}

function withProperty(schema: JsonSchema, added: object): JsonSchema {
  return { ...schema, properties: { ...(schema['properties'] as object | undefined), ...added } };
}

const urlKeys = new Set(['url', 'tokenUrl', 'refreshUrl']);
const browserUrlKeys = new Set(['authorizationUrl', 'issuer']);

/** URLs that start with a slash are below the provider's base URL, or below that of browsers. */
function withAbsoluteUrls(value: unknown, baseUrl: string, browserUrl: string): unknown {
  if (Array.isArray(value)) return value.map(part => withAbsoluteUrls(part, baseUrl, browserUrl));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) => {
    if (key === 'actions') return [key, part];
    if (typeof part !== 'string' || !part.startsWith('/'))
      return [key, withAbsoluteUrls(part, baseUrl, browserUrl)];
    if (browserUrlKeys.has(key)) return [key, browserUrl + part];
    return [key, urlKeys.has(key) ? baseUrl + part : part];
  });
  return Object.fromEntries(entries);
}
