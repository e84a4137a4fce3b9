import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { isJson, isText } from '../http/content.ts';
import { type Operation } from './openapi-operation.ts';
import { objectsIn, resolved, textIn } from '../read-document.ts';

/** Body is a request's body with its media type. */
export interface Body {
  value: Json;
  type: string;
}

const form = 'application/x-www-form-urlencoded';

/**
 * bodyOf makes the body of the values that no parameter took: in OpenAPI 3 the one called `body` is the whole body,
 * unless it is a member of it or others are there; in Swagger 2.0 the body parameter has a name.
 */
export function bodyOf(operation: Operation, rest: JsonObject): Body | undefined {
  return operation.swagger ? swaggerBody(operation, rest) : requestBody(operation, rest);
}

function requestBody({ requestBody, root }: Operation, rest: JsonObject): Body | undefined {
  if (!requestBody) {
    refuseAny(rest);
    return undefined;
  }
  const names = Object.keys(rest);
  const content = Object.fromEntries(objectsIn(requestBody['content']));
  const type = preferred(Object.keys(content));
  if (names.length === 0) {
    if (requestBody['required'] === true)
      throw fault('validation', "The operation needs a body: 'body' is missing");
    return undefined;
  }
  const schema = resolved(root, content[type]?.['schema']);
  const isMember = isObject(schema['properties']) && Object.hasOwn(schema['properties'], 'body');
  const whole = names.length === 1 && names[0] === 'body' && !isMember;
  return { value: whole ? (rest['body'] ?? null) : rest, type };
}

function swaggerBody({ parameters, consumes }: Operation, rest: JsonObject): Body | undefined {
  const body = parameters.find(each => each['in'] === 'body');
  if (body) {
    const name = textIn(body, 'name') ?? 'body';
    const whole = Object.hasOwn(rest, name) && Object.keys(rest).length === 1;
    if (Object.keys(rest).length === 0) {
      if (body['required'] === true) throw fault('validation', `The parameter '${name}' is missing`);
      return undefined;
    }
    return { value: whole ? (rest[name] ?? null) : rest, type: preferred(consumes) };
  }
  const fields = parameters.filter(each => each['in'] === 'formData');
  const value: JsonObject = {};
  for (const field of fields) {
    const name = textIn(field, 'name') ?? '';
    if (Object.hasOwn(rest, name)) {
      if (field['type'] === 'file') throw fault('configuration', 'Files as parameters are not supported');
      value[name] = rest[name] ?? null;
    } else if (field['required'] === true) throw fault('validation', `The parameter '${name}' is missing`);
  }
  refuseAny(Object.fromEntries(Object.entries(rest).filter(([name]) => !Object.hasOwn(value, name))));
  if (Object.keys(value).length === 0) return undefined;
  if (consumes.length > 0 && !consumes.includes(form)) unsupported(consumes[0] ?? '');
  return { value, type: form };
}

function refuseAny(rest: JsonObject): void {
  const [name] = Object.keys(rest);
  if (name !== undefined)
    throw fault('configuration', `The operation has no parameter '${name.slice(0, 100)}'`);
}

function preferred(types: string[]): string {
  if (types.length === 0) return 'application/json';
  const type =
    types.find(isJson) ??
    types.find(each => each.startsWith(form)) ??
    types.find(isText) ??
    (types.some(each => each.includes('*')) ? 'application/json' : undefined);
  return type ?? unsupported(types[0] ?? '');
}

function unsupported(type: string): never {
  throw fault('configuration', `Bodies of the type ${type} are not supported`);
}
