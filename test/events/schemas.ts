import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const folder = path.resolve(import.meta.dirname, '../../proto/schemas');

interface Schema {
  $id: string;
  properties: Record<string, { type?: string }>;
}

const schemas = globSync('*.json', { cwd: folder }).map(
  file => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Schema,
);

const ajv = new Ajv2020({ allErrors: true, strict: true });
addFormats.default(ajv);
ajv.addSchema(schemas);

/** eventTypes are those that have a schema. */
export const eventTypes: readonly string[] = schemas
  .map(({ $id }) => $id.replace(/\.json$/, ''))
  .filter(type => type !== 'cloud-event')
  .sort();

/** objections tells what is wrong with a CloudEvent as the broker has it, by the schemas of proto/schemas. */
export function objections(event: object): string[] {
  if (ajv.validate('cloud-event.json', event)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/**
 * omissions names the fields that the schema of an event's type has and the event lacks, and those that it has and the
 * schema lacks. Only free JSON and objects may be absent.
 */
export function omissions({ type, data }: { type: string; data: object }): string[] {
  const properties = schemas.find(({ $id }) => $id === `${type}.json`)?.properties ?? {};
  const absent = Object.entries(properties)
    .filter(([name, { type: kind }]) => kind !== undefined && kind !== 'object' && !(name in data))
    .map(([name]) => `${type} lacks ${name}`);
  const unknown = Object.keys(data)
    .filter(name => !(name in properties))
    .map(name => `${type} has ${name}`);
  return [...absent, ...unknown];
}
