import { z } from 'zod';
import { type CallResult } from '../../../domain/effects.ts';
import { type Json, type JsonObject } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { findTarget } from './asyncapi-operation.ts';
import { type CallContext, readWith } from '../call-context.ts';
import { type Http, sendHttp } from '../http/http-call.ts';
import { asText, readHeaders, writeBody } from '../http/http-request.ts';
import { readDocument } from '../read-document.ts';
import { externalResource, json } from '../shapes.ts';
import { httpUrl } from '../uri-template.ts';

/** BrokerMessage is a message for the configured broker. */
export interface BrokerMessage {
  workspaceId: string;
  /** The channel's address as the document has it; whoever publishes keeps workspaces apart. */
  topic: string;
  payload: Json;
  headers: Record<string, string>;
  /** The same for every attempt and every replay. */
  id: string;
}

/** Broker publishes messages of AsyncAPI operations. */
export interface Broker {
  /** Protocols, as AsyncAPI names them, that mean the configured broker. */
  protocols: readonly string[];
  /** Resolves when the message will certainly be published; the same id twice is one message. */
  publish(message: BrokerMessage): Promise<void>;
}

const asyncApiWith = z.object({
  document: externalResource,
  operation: z.string().optional(),
  channel: z.string().optional(),
  server: z.object({ name: z.string(), variables: z.record(z.string(), json).default({}) }).optional(),
  protocol: z.string().optional(),
  message: z.object({ payload: json.optional(), headers: z.record(z.string(), json).default({}) }).optional(),
  authentication: json.optional(),
});

/**
 * callAsyncApi performs `call: asyncapi`. With a message: over HTTP, or by the broker; its output is the message. With a
 * subscription, by the broker: the channel whose messages the run is to hear.
 */
export async function callAsyncApi(
  http: Http,
  broker: Broker | undefined,
  given: JsonObject,
  context: CallContext,
): Promise<CallResult> {
  const { document, message, authentication, ...selection } = readWith(asyncApiWith, given);
  const api = await context.resources.read(document.endpoint, context.input, 'api', readDocument);
  const { protocol, address, server } = findTarget(api, selection, message ? 'publish' : 'subscribe');
  if (!message) {
    requireBroker(broker, protocol, authentication);
    return { output: null, channel: address };
  }
  const payload = message.payload ?? null;
  const output = { payload, headers: message.headers };
  if (protocol === 'http' || protocol === 'https') {
    const headers = readHeaders(message.headers);
    const body = writeBody(payload, headers);
    const url = httpUrl(`${protocol}://${server.replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`);
    const request = { method: 'post', url, headers, body };
    const result = await sendHttp(http, request, { authentication, output: 'raw', redirect: false }, context);
    return { ...result, output };
  }
  requireBroker(broker, protocol, authentication);
  const { workspaceId, idempotencyKey: id } = context;
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, each]) => [name, asText(each)]),
  );
  await broker.publish({ workspaceId, topic: address, payload, headers, id });
  return { output };
}

function requireBroker(
  broker: Broker | undefined,
  protocol: string,
  authentication: Json | undefined,
): asserts broker is Broker {
  if (!broker?.protocols.includes(protocol))
    throw fault('configuration', `Servers of the protocol '${protocol.slice(0, 40)}' are not supported`);
  if (authentication !== undefined)
    throw fault('configuration', 'The platform is known to its broker: the call needs no authentication');
}
