import { isObject, type JsonObject } from './json.ts';

/** Members that are URI templates. */
const templates = new Set(['endpoint', 'uri', 'authority']);

/** Members of `with` below which there may be some; a body, arguments or credentials are never looked at. */
const holders = new Set([
  'authentication',
  'document',
  'endpoint',
  'endpoints',
  'http',
  'oauth2',
  'oidc',
  'proto',
  'service',
  'transport',
]);

/**
 * escapeUriValues keeps URI templates apart from values: what an expression gave for a URI is no template, so its
 * braces are escaped. Else an address that some server named could ask for members of the task's input. `written` is
 * a call's `with` as the author wrote it, `evaluated` the same without expressions.
 */
export function escapeUriValues(written: JsonObject, evaluated: JsonObject): JsonObject {
  return walk(written, evaluated, false);
}

/** Below an expression everything is its value. */
function walk(written: JsonObject, evaluated: JsonObject, isValue: boolean, inEndpoints = false): JsonObject {
  return Object.fromEntries(
    Object.entries(evaluated).map(([name, value]) => {
      const author = written[name];
      const byExpression = isValue || (typeof author === 'string' && author.includes('${'));
      if (typeof value === 'string' && byExpression && (inEndpoints || templates.has(name)))
        return [name, escaped(value)];
      if (!isObject(value) || !holders.has(name)) return [name, value];
      const inside = isObject(author) ? author : {};
      return [name, walk(inside, value, byExpression, name === 'endpoints')];
    }),
  );
}

function escaped(uri: string): string {
  return uri.replaceAll('{', '%7B').replaceAll('}', '%7D');
}
