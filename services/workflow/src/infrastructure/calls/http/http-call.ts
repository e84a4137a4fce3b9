import { z } from 'zod';
import { type CallResult } from '../../../domain/effects.ts';
import { type Json, type JsonObject } from '../../../domain/json.ts';
import { type CallContext, readWith } from '../call-context.ts';
import { contentOf } from './content.ts';
import { exchange, type Exchange } from './http-exchange.ts';
import { addQuery, readHeaders, readMethod, writeBody } from './http-request.ts';
import { shownUri, withoutSecrets } from '../secrets.ts';
import { endpoint, httpOutput, json } from '../shapes.ts';
import { type HttpRequest, type Transport } from '../transport.ts';
import { expandUri, httpUrl } from '../uri-template.ts';

const httpWith = z.object({
  method: z.string(),
  endpoint,
  headers: json.optional(),
  query: json.optional(),
  body: json.optional(),
  output: httpOutput,
  redirect: z.boolean().default(false),
});

/** Http is what calls over HTTP go through. */
export interface Http {
  transport: Transport;
  maxRedirects: number;
}

/** HttpOptions is what the task says about a request besides the request. */
export interface HttpOptions {
  authentication: Json | undefined;
  output: z.output<typeof httpOutput>;
  redirect: boolean;
}

/** callHttp performs `call: http`. */
export async function callHttp(
  http: Http,
  parameters: JsonObject,
  context: CallContext,
): Promise<CallResult> {
  const { method, endpoint, headers: given, query, body, ...options } = readWith(httpWith, parameters);
  const url = httpUrl(expandUri(endpoint.uri, context.input));
  addQuery(url, query);
  const headers = readHeaders(given);
  const written = writeBody(body, headers);
  const request = { method: readMethod(method), url, headers, body: written };
  return sendHttp(http, request, { ...options, authentication: endpoint.authentication }, context);
}

/** sendHttp sends a request under the call's idempotency key, and makes the call's output of the answer. */
export async function sendHttp(
  { transport, maxRedirects }: Http,
  { headers, ...request }: HttpRequest,
  { authentication, output, redirect }: HttpOptions,
  context: CallContext,
): Promise<CallResult> {
  const credentials =
    authentication === undefined ? undefined : await context.credentialsOf(authentication, context.input);
  const full = {
    ...request,
    headers: {
      accept: 'application/json, text/*;q=0.9, */*;q=0.8',
      'idempotency-key': context.idempotencyKey,
      ...headers,
    },
  };
  const { signal } = context;
  const done = await exchange(full, { transport, credentials, redirect, maxRedirects, signal });
  const { authorization } = done;
  return { output: outputOf(done, output), ...(authorization ? { authorization } : {}) };
}

function outputOf({ request, answer }: Exchange, output: HttpOptions['output']): Json {
  const { status, headers, content } = answer;
  if (output === 'raw') return content.length === 0 ? null : content.toString('base64');
  const value = contentOf(content, headers['content-type'], request.url.host);
  if (output === 'content') return value;
  const { method, url, headers: sent } = request;
  return {
    request: { method, uri: shownUri(url), headers: withoutSecrets(sent) },
    statusCode: status,
    headers,
    content: value,
  };
}
