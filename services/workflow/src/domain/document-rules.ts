import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { isObject, type Json, type JsonObject } from './json.ts';
import { scheduleRules } from './schedule-rules.ts';

const versions = ['1.0.0', '1.0.1', '1.0.2', '1.0.3'];

/** documentRules is what this runtime asks of a document's own members, beyond the schema. */
export function documentRules(document: JsonObject): FieldError[] {
  const problems: FieldError[] = [];
  const head = isObject(document['document']) ? document['document'] : {};
  if (typeof head['dsl'] === 'string' && !versions.includes(head['dsl'])) {
    problems.push({ path: '/document/dsl', message: `must be one of ${versions.join(', ')}` });
  }
  const settings = isObject(document['evaluate']) ? document['evaluate'] : {};
  if (settings['language'] !== undefined && settings['language'] !== 'jq') {
    problems.push({ path: '/evaluate/language', message: "must be 'jq'" });
  }
  if (settings['mode'] !== undefined && settings['mode'] !== 'strict') {
    problems.push({ path: '/evaluate/mode', message: "must be 'strict'" });
  }
  problems.push(...scheduleRules(document['schedule'], '/schedule'));
  return problems;
}

/** schemaRules refuses schemas that the runtime cannot apply: other formats than JSON, and external ones. */
export function schemaRules(holder: Json | undefined, path: string): FieldError[] {
  const schema = isObject(holder) ? holder['schema'] : undefined;
  if (!isObject(schema)) return [];
  const format = typeof schema['format'] === 'string' ? schema['format'].split(':', 1)[0] : 'json';
  if (format !== 'json') return [{ path: `${path}/schema/format`, message: "must be 'json'" }];
  return [];
}

/** SchemaPlace is one JSON Schema of a document. */
export interface SchemaPlace {
  path: string;
  schema: Json;
}

/** schemasIn finds the schema of an input, output or export. */
export function schemasIn(holder: Json | undefined, path: string): SchemaPlace[] {
  const schema = isObject(holder) ? holder['schema'] : undefined;
  const document = isObject(schema) ? schema['document'] : undefined;
  return document === undefined ? [] : [{ path: `${path}/schema/document`, schema: document }];
}
