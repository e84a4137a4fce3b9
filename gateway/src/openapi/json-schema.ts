import { z } from 'zod';

/** JsonSchema is a JSON Schema 2020-12, as OpenAPI 3.1 uses it. */
export type JsonSchema = { [keyword: string]: unknown };

/** Schemas turns zod schemas into JSON Schemas, and collects those that have names. */
export interface Schemas {
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
  named: Record<string, JsonSchema>;
}

/** Formats say it better than the patterns that zod adds for them. */
const formats = new Set(['date-time', 'email', 'uri']);

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pointToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string'
        ? part.replace('#/$defs/', '#/components/schemas/')
        : pointToComponents(part),
    ]),
  );
}

/** createSchemas starts an empty collection. */
export function createSchemas(): Schemas {
  const named: Record<string, JsonSchema> = {};
  return {
    named,
    of(schema, io) {
      // Wrapped, so that a schema with a name becomes a reference too.
      const whole = z.toJSONSchema(z.object({ it: schema }), {
        io,
        unrepresentable: 'any',
        override: ({ jsonSchema }) => {
          if (formats.has(jsonSchema.format ?? '')) delete jsonSchema.pattern;
          // Answers may gain fields; requests may not have unknown ones.
          if (io === 'output' && jsonSchema.additionalProperties === false)
            delete jsonSchema.additionalProperties;
        },
      });
      for (const [name, definition] of Object.entries(whole.$defs ?? {})) {
        named[name] = pointToComponents(definition) as JsonSchema;
      }
      return pointToComponents(whole.properties?.['it'] ?? {}) as JsonSchema;
    },
  };
}
