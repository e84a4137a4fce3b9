import { readYaml } from '@neighbourhood/shared/yaml/read-yaml';
import { isObject, type Json, type JsonObject } from '../../domain/json.ts';
import { fault } from '../../domain/workflow-error.ts';
import { boundedDepth, readJson } from './read-json.ts';
import { type Resource } from './resources.ts';

/** ApiDocument is a description of an API, and where it was found. */
export interface ApiDocument {
  root: JsonObject;
  url: URL;
}

/** readDocument reads JSON, or YAML, which may be no longer than readYaml allows. */
export function readDocument({ text, url }: Resource): ApiDocument {
  const root = parsed(text);
  if (!isObject(root)) throw fault('configuration', 'The document is not one: it holds no object');
  return { root, url };
}

function parsed(text: string): unknown {
  try {
    if (/^\s*\{/.test(text)) return readJson(text);
  } catch {
    // YAML in flow style begins alike.
  }
  try {
    const value = readYaml(text);
    if (boundedDepth(value)) return value;
  } catch {
    throw fault('configuration', 'The document can be read neither as JSON nor as YAML');
  }
  throw fault('configuration', 'The document is nested too deeply');
}

/** resolved follows references inside the document; those to other documents are refused. */
export function resolved(root: JsonObject, value: Json | undefined): JsonObject {
  let current = value;
  for (let hops = 0; hops < 20; hops++) {
    if (!isObject(current)) return {};
    const reference = current['$ref'];
    if (typeof reference !== 'string') return current;
    current = pointed(root, reference);
  }
  throw fault('configuration', 'The document has references that lead nowhere');
}

/** nameOf is the last step of a reference: the name of what it leads to. */
export function nameOf(reference: string): string {
  return stepsOf(reference).at(-1) ?? '';
}

function pointed(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith('#/'))
    throw fault('configuration', 'References to other documents are not supported: put everything into one');
  let value: Json | undefined = root;
  for (const step of stepsOf(reference)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}

function stepsOf(reference: string): string[] {
  return decoded(reference)
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** objectsIn are those members of a value that are objects, by their names. */
export function objectsIn(value: Json | undefined): [string, JsonObject][] {
  return isObject(value)
    ? Object.entries(value).filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
    : [];
}

/** textIn is a member that is a text. */
export function textIn(value: JsonObject, name: string): string | undefined {
  const member = value[name];
  return typeof member === 'string' ? member : undefined;
}

/** textsIn are the texts of a member that is a list. */
export function textsIn(value: JsonObject, name: string): string[] {
  const member = value[name];
  return Array.isArray(member) ? member.filter(each => typeof each === 'string') : [];
}
