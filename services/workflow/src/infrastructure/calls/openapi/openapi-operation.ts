import { type Json, type JsonObject } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { type ApiDocument, objectsIn, resolved, textIn, textsIn } from '../read-document.ts';
import { httpUrl } from '../uri-template.ts';

/** Operation is what an OpenAPI document says about one operation; references are resolved. */
export interface Operation {
  swagger: boolean;
  method: string;
  path: string;
  /** Without a slash at its end. */
  base: string;
  parameters: JsonObject[];
  /** `requestBody` of OpenAPI 3, if any. */
  requestBody: JsonObject | undefined;
  /** Media types that the operation takes; Swagger 2.0 alone. */
  consumes: string[];
  root: JsonObject;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** findOperation finds an operation by its id, or throws a configuration fault. */
export function findOperation({ root, url }: ApiDocument, operationId: string): Operation {
  const swagger = textIn(root, 'swagger') === '2.0';
  if (!swagger && !/^3\.\d+/.test(textIn(root, 'openapi') ?? ''))
    throw fault('configuration', 'The document is neither OpenAPI 3 nor Swagger 2.0');
  for (const [path, given] of objectsIn(root['paths'])) {
    const item = resolved(root, given);
    for (const method of methods) {
      const operation = resolved(root, item[method]);
      if (operation['operationId'] !== operationId) continue;
      const own = Array.isArray(operation['consumes']) ? operation : root;
      return {
        swagger,
        method,
        path,
        base: swagger ? swaggerBase(root, operation, url) : serverOf(root, [operation, item, root], url),
        parameters: parametersOf(root, item, operation),
        requestBody:
          operation['requestBody'] === undefined ? undefined : resolved(root, operation['requestBody']),
        consumes: textsIn(own, 'consumes'),
        root,
      };
    }
  }
  throw fault('configuration', `The document has no operation '${operationId.slice(0, 100)}'`);
}

/** Those of the operation replace those of its path. */
function parametersOf(root: JsonObject, item: JsonObject, operation: JsonObject): JsonObject[] {
  const all = new Map<string, JsonObject>();
  for (const list of [item['parameters'], operation['parameters']]) {
    for (const each of Array.isArray(list) ? list : []) {
      const parameter = resolved(root, each);
      all.set(`${textIn(parameter, 'in') ?? ''} ${textIn(parameter, 'name') ?? ''}`, parameter);
    }
  }
  return [...all.values()];
}

function serverOf(root: JsonObject, holders: JsonObject[], document: URL): string {
  const servers = holders
    .map(holder => holder['servers'])
    .find(list => Array.isArray(list) && list.length > 0);
  const server = resolved(root, Array.isArray(servers) ? servers[0] : undefined);
  return absolute(fillVariables(textIn(server, 'url') ?? '/', server['variables']), document);
}

/** fillVariables puts a server's variables into its URL: those given, else their defaults. */
export function fillVariables(url: string, variables: Json | undefined, given: JsonObject = {}): string {
  const defaults = Object.fromEntries(
    objectsIn(variables).map(([name, { default: value = '' }]) => [name, value]),
  );
  return url.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(given, name)
      ? given[name]
      : Object.hasOwn(defaults, name)
        ? defaults[name]
        : undefined;
    if (typeof value !== 'string' && typeof value !== 'number')
      throw fault('configuration', `The server's variable ${name} has no value`);
    return String(value);
  });
}

function swaggerBase(root: JsonObject, operation: JsonObject, document: URL): string {
  const own = textsIn(operation, 'schemes');
  const schemes = own.length > 0 ? own : textsIn(root, 'schemes');
  const scheme = [document.protocol.slice(0, -1), 'https', 'http'].find(each => schemes.includes(each));
  const host = textIn(root, 'host') ?? document.host;
  const path = textIn(root, 'basePath') ?? '/';
  return absolute(
    `${scheme ?? (document.protocol === 'http:' ? 'http' : 'https')}://${host}${path}`,
    document,
  );
}

function absolute(text: string, document: URL): string {
  const url = URL.parse(text, document.protocol === 'data:' ? undefined : document.href);
  if (!url) throw fault('configuration', 'The document names no server that can be called');
  return httpUrl(url.href).href.replace(/\/+$/, '');
}
