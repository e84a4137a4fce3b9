import { type JsonSchema } from './json-schema.ts';

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-11-22T15:29:00.000Z',
  email: 'ada@example.com',
  uri: 'https://example.com/path',
};

const list = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? (value as JsonSchema[]) : []);

function sampleString({ format, minLength }: JsonSchema): string {
  const known = typeof format === 'string' ? byFormat[format] : undefined;
  return known ?? 'text'.padEnd(typeof minLength === 'number' ? minLength : 0, '.');
}

/** sample makes an example that fits a schema: its own examples first, every property of objects. */
export function sample(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): unknown {
  const { $ref, examples, default: preset, const: only, enum: values, type } = schema;
  if (typeof $ref === 'string') return sample(named[$ref.split('/').at(-1) ?? ''] ?? {}, named);
  if (Array.isArray(examples)) return examples[0];
  if (preset !== undefined) return preset;
  if (only !== undefined) return only;
  if (Array.isArray(values)) return values[0];
  const choices = [...list(schema['anyOf']), ...list(schema['oneOf'])];
  if (choices.length > 0) return sample(choices.at(-1) ?? {}, named);
  if (type === 'object') {
    const entries = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
    return Object.fromEntries(entries.map(([name, property]) => [name, sample(property, named)]));
  }
  if (type === 'array') return [sample((schema['items'] ?? {}) as JsonSchema, named)];
  if (type === 'string') return sampleString(schema);
  if (type === 'integer' || type === 'number')
    return typeof schema['minimum'] === 'number' ? Math.max(1, schema['minimum']) : 1;
  if (type === 'boolean') return true;
  return {};
}
