import { type Dispatcher } from 'undici';
import { z } from 'zod';
import { toMilliseconds } from '../../../domain/duration.ts';
import { type CallResult } from '../../../domain/effects.ts';
import { type Json, type JsonObject } from '../../../domain/json.ts';
import { errorType, fault, WorkflowFault } from '../../../domain/workflow-error.ts';
import { type CallContext, readWith } from '../call-context.ts';
import { type Authorization } from '../authentication/credentials.ts';
import { readHeaders } from '../http/http-request.ts';
import { createMcpFetch } from './mcp-fetch.ts';
import { netFault } from '../net-faults.ts';
import { redact, secretsIn } from '../secrets.ts';
import { endpoint, json } from '../shapes.ts';
import { expandUri, httpUrl } from '../uri-template.ts';

const mcpWith = z.object({
  protocolVersion: z.string().default('2025-06-18'),
  method: z.string(),
  parameters: z.record(z.string(), json).optional(),
  timeout: json.optional(),
  transport: z.object({
    http: z.object({ endpoint, headers: json.optional() }).optional(),
    stdio: json.optional(),
  }),
  client: z.object({ name: z.string(), version: z.string() }).optional(),
});

interface Mcp {
  dispatcher: Dispatcher;
  maxAnswerBytes: number;
}

const ourselves = { name: 'neighbourhood-workflow', version: '1.0.0' };

/** callMcp performs `call: mcp` over Streamable HTTP: a session of its own, the one request, the end. */
export async function callMcp(mcp: Mcp, given: JsonObject, context: CallContext): Promise<CallResult> {
  const { protocolVersion, method, parameters, timeout, transport, client: info } = readWith(mcpWith, given);
  if (!transport.http)
    throw fault('configuration', 'MCP servers are called over http; stdio would run a program here');
  const url = httpUrl(expandUri(transport.http.endpoint.uri, context.input));
  const { authentication } = transport.http.endpoint;
  const credentials =
    authentication === undefined ? undefined : await context.credentialsOf(authentication, context.input);
  let authorization: Authorization | undefined = credentials?.first;
  const limit = timeout === undefined ? undefined : toMilliseconds(timeout);
  if (timeout !== undefined && limit === undefined)
    throw fault('configuration', 'with.timeout is not a duration');
  const signal =
    limit === undefined ? context.signal : AbortSignal.any([context.signal, AbortSignal.timeout(limit)]);
  const headers = readHeaders(transport.http.headers);
  const fetch = createMcpFetch({
    ...mcp,
    signal,
    headers,
    credentials,
    onAuthorization: used => (authorization = used),
    idempotent: { method, key: context.idempotencyKey },
  });
  const secrets = () => [
    ...(credentials?.secrets ?? []),
    ...(authorization ? [authorization.parameter] : []),
    ...secretsIn(headers),
  ];

  // Half a second of loading that a service without MCP calls need not spend.
  const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
  const client = new Client(info ?? ourselves, { supportedProtocolVersions: offered(protocolVersion) });
  const channel = new StreamableHTTPClientTransport(url, {
    fetch,
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1,
      maxReconnectionDelay: 1,
      reconnectionDelayGrowFactor: 1,
    },
  });
  try {
    await client.connect(channel, { signal });
    const request = { method, ...(parameters ? { params: parameters } : {}) };
    const output = (await client.request(request, z.record(z.string(), json), { signal })) as Json;
    await channel.terminateSession().catch(() => undefined);
    return { output, ...(authorization ? { authorization } : {}) };
  } catch (error) {
    throw mcpFault(error, url.host, method, signal, secrets());
  } finally {
    await client.close().catch(() => undefined);
  }
}

/** The version asked for first, since that one is offered; then those that a server may answer with instead. */
function offered(version: string): string[] {
  return [...new Set([version, '2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])];
}

/** The specification wants a runtime error, whatever the server's failure; ours keep their kind. */
function mcpFault(
  error: unknown,
  host: string,
  method: string,
  signal: AbortSignal,
  secrets: string[],
): Error {
  const own = ownFault(error);
  if (own) {
    const { type, status, detail = '' } = own.error;
    return type === errorType('communication') ? fault('runtime', detail, status) : own;
  }
  if (signal.aborted) return netFault(error, host, signal);
  const { code, message, status, name } = error as Partial<
    Record<'code' | 'message' | 'status' | 'name', unknown>
  >;
  const told = [code, name === 'ProtocolError' || typeof code === 'number' ? message : undefined]
    .filter(each => typeof each === 'string' || typeof each === 'number')
    .join(' ');
  const detail = redact(`${method} at ${host} failed: ${told}`, secrets).slice(0, 500);
  return fault('runtime', detail, typeof status === 'number' && status >= 400 ? status : undefined);
}

function ownFault(error: unknown): WorkflowFault | undefined {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if (each instanceof WorkflowFault) return each;
  }
  return undefined;
}
