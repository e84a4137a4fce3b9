import { z } from 'zod';
import { type CallResult } from '../../../domain/effects.ts';
import { type Json, type JsonObject } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { type CallContext, readWith } from '../call-context.ts';
import { type Http, sendHttp } from '../http/http-call.ts';
import { readHeaders, writeBody } from '../http/http-request.ts';
import { bodyOf } from './openapi-body.ts';
import { findOperation, type Operation } from './openapi-operation.ts';
import { checkPath, place, type Placed } from './openapi-parameters.ts';
import { readDocument, textIn } from '../read-document.ts';
import { externalResource, httpOutput, json } from '../shapes.ts';
import { type HttpRequest } from '../transport.ts';
import { httpUrl } from '../uri-template.ts';

const openApiWith = z.object({
  document: externalResource,
  operationId: z.string(),
  parameters: z.record(z.string(), json).default({}),
  authentication: json.optional(),
  output: httpOutput,
  redirect: z.boolean().default(false),
});

/** callOpenApi performs `call: openapi`. */
export async function callOpenApi(http: Http, given: JsonObject, context: CallContext): Promise<CallResult> {
  const { document, operationId, parameters, authentication, ...rest } = readWith(openApiWith, given);
  const { resources, input } = context;
  const api = await resources.read(document.endpoint, input, 'api', readDocument);
  const request = requestOf(findOperation(api, operationId), parameters);
  return sendHttp(http, request, { ...rest, authentication }, context);
}

/** requestOf makes the request of an operation and the values of its parameters. */
export function requestOf(operation: Operation, values: Record<string, Json>): HttpRequest {
  const { swagger, method, base, path } = operation;
  const placed: Placed = { path, query: [], headers: {}, cookies: [] };
  const taken = new Set<string>();
  for (const parameter of operation.parameters) {
    const name = textIn(parameter, 'name') ?? '';
    if (parameter['in'] === 'body' || parameter['in'] === 'formData') continue;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    taken.add(name);
    if (value !== undefined && value !== null) place(placed, parameter, value, swagger);
    else if (parameter['required'] === true) throw fault('validation', `The parameter '${name}' is missing`);
  }
  checkPath(placed.path);
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !taken.has(name)));
  const query = placed.query.length === 0 ? '' : `?${placed.query.join('&')}`;
  const url = httpUrl(`${base}${placed.path}${query}`);
  const headers = readHeaders(placed.headers);
  if (placed.cookies.length > 0) headers['cookie'] = placed.cookies.join('; ');
  const body = bodyOf(operation, rest);
  if (!body) return { method, url, headers };
  headers['content-type'] = body.type;
  return { method, url, headers, body: writeBody(body.value, headers) };
}
