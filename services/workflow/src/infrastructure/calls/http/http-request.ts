import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isFramingHeader, isMethod } from '../../../domain/call-rules.ts';
import { isObject, type Json } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { isJson } from './content.ts';

/** readMethod refuses what is no method, and methods that are about the connection. */
export function readMethod(method: string): string {
  if (!isMethod(method)) throw fault('configuration', 'with.method is not an HTTP method that can be called');
  return method;
}

/** readHeaders gives an author's headers by lower-case name. */
export function readHeaders(value: Json | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, each] of Object.entries(members(value, 'with.headers'))) {
    if (each === null) continue;
    if (typeof each === 'object') throw fault('configuration', `The header ${name} is no text`);
    try {
      validateHeaderName(name);
      validateHeaderValue(name, String(each));
    } catch {
      throw fault('configuration', `with.headers: ${JSON.stringify(name.slice(0, 100))} is no valid header`);
    }
    const lower = name.toLowerCase();
    if (isFramingHeader(lower)) throw fault('configuration', `The header ${lower} is written by the runtime`);
    headers[lower] = String(each);
  }
  return headers;
}

/** addQuery appends parameters to those that a URI has; a list repeats its name. */
export function addQuery(url: URL, value: Json | undefined): void {
  for (const [name, each] of Object.entries(members(value, 'with.query'))) {
    for (const one of Array.isArray(each) ? each : [each]) {
      if (one !== null) url.searchParams.append(name, asText(one));
    }
  }
}

/**
 * writeBody writes a body by the author's content type: JSON unless one says otherwise. With a content type of the
 * author's, a string is sent as it is.
 */
export function writeBody(body: Json | undefined, headers: Record<string, string>): string | undefined {
  if (body === undefined) return undefined;
  const type = headers['content-type'];
  if (type === undefined) {
    // Everything comes from one evaluation, and a body that came to nothing is no body.
    if (body === null) return undefined;
    headers['content-type'] = 'application/json';
    return JSON.stringify(body);
  }
  if (typeof body === 'string') return body;
  if (isJson(type)) return JSON.stringify(body);
  if (/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type) && isObject(body)) return formOf(body);
  throw fault('configuration', `A body of the type ${type.split(';', 1)[0] ?? ''} must be a string`);
}

/** formOf writes an object as a form; a list repeats its name. */
export function formOf(body: Record<string, Json>): string {
  const form = new URLSearchParams();
  for (const [name, each] of Object.entries(body)) {
    for (const one of Array.isArray(each) ? each : [each]) {
      if (one !== null) form.append(name, asText(one));
    }
  }
  return form.toString();
}

/** asText is a value as it stands in a query, a form or a path. */
export function asText(value: Json): string {
  if (typeof value === 'string') return value.toWellFormed();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function members(value: Json | undefined, where: string): Record<string, Json> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw fault('configuration', `${where} must be an object`);
  return value;
}
