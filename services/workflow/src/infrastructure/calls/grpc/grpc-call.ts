import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { type DescMethod, type FileRegistry, fromJson, toBinary } from '@bufbuild/protobuf';
import { Client, credentials as channelCredentials, type ChannelOptions, Metadata } from '@grpc/grpc-js';
import { type AddressResolver } from '@neighbourhood/shared/net/ssrf';
import { z } from 'zod';
import { type CallResult } from '../../../domain/effects.ts';
import { type JsonObject } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { type CallContext, readWith } from '../call-context.ts';
import { type Authorization, type Credentials } from '../authentication/credentials.ts';
import { sendGrpc } from './grpc-send.ts';
import { grpcFault, isUnauthenticated } from './grpc-faults.ts';
import { netFault } from '../net-faults.ts';
import { readProto } from './proto-descriptor.ts';
import { type Resource } from '../resources.ts';
import { externalResource, json } from '../shapes.ts';

const grpcWith = z.object({
  proto: externalResource,
  service: z.object({
    name: z.string(),
    host: z.string(),
    port: z.coerce.number().int().min(1).max(65_535).default(443),
    authentication: json.optional(),
  }),
  method: z.string(),
  arguments: z.record(z.string(), json).default({}),
});

/** GrpcCaller performs `call: grpc`. */
export type GrpcCaller = (given: JsonObject, context: CallContext) => Promise<CallResult>;

interface Deps {
  resolve: AddressResolver;
  /** Whether ports other than 443 are spoken to without TLS. */
  plaintext: boolean;
  maxAnswerBytes: number;
}

const longestProto = 1024 * 1024;

/** createGrpcCaller makes calls of one request; one answer, or the list of a stream's. */
export function createGrpcCaller({ resolve, plaintext, maxAnswerBytes }: Deps): GrpcCaller {
  // One of each, so that connections are used again; the authorities are those of https.
  const clear = channelCredentials.createInsecure();
  const secure = channelCredentials.createFromSecureContext(createSecureContext());

  /** The address that was checked is the one that is connected to; the name stays the authority and the certificate's. */
  async function open(host: string, port: number, signal: AbortSignal): Promise<Client> {
    try {
      const { address, family } = await resolve(host, port);
      const target = family === 6 ? `ipv6:[${address}]:${port}` : `ipv4:${address}:${port}`;
      const options: ChannelOptions = {
        'grpc.default_authority': `${host}:${port}`,
        ...(isIP(host) === 0 ? { 'grpc.ssl_target_name_override': host } : {}),
        'grpc.enable_http_proxy': 0,
        'grpc.enable_retries': 0,
        'grpc.max_receive_message_length': maxAnswerBytes,
        'grpc.max_metadata_size': 16 * 1024,
        'grpc.service_config_disable_resolution': 1,
      };
      return new Client(target, plaintext && port !== 443 ? clear : secure, options);
    } catch (error) {
      throw netFault(error, host, signal);
    }
  }

  return async (given, context) => {
    const { proto, service, method: name, arguments: args } = readWith(grpcWith, given);
    const { signal, input } = context;
    const registry = await context.resources.read(proto.endpoint, input, 'proto', parseProto);
    const method = methodOf(registry, service.name, name);
    const message = encoded(method, registry, args);
    const credentials =
      service.authentication === undefined
        ? undefined
        : await context.credentialsOf(service.authentication, input);
    if (credentials && !credentials.first)
      throw fault(
        'configuration',
        'Digest authentication is for HTTP; gRPC has basic, bearer, oauth2 and oidc',
      );
    const client = await open(service.host, service.port, signal);
    const send = (authorization: Authorization | undefined) => {
      const metadata = metadataOf(context.idempotencyKey, authorization);
      return sendGrpc(client, { method, registry, message, metadata, signal, maxAnswerBytes });
    };
    try {
      const { first } = credentials ?? {};
      try {
        return { output: await send(first), ...(first ? { authorization: first } : {}) };
      } catch (error) {
        const again = isUnauthenticated(error) ? await renewed(credentials) : undefined;
        if (!again) throw error;
        return { output: await send(again), authorization: again };
      }
    } catch (error) {
      throw grpcFault(error, service.host, signal, credentials?.secrets ?? []);
    } finally {
      client.close();
    }
  };
}

function metadataOf(idempotencyKey: string, authorization: Authorization | undefined): Metadata {
  const metadata = new Metadata();
  metadata.set('idempotency-key', idempotencyKey);
  if (authorization) metadata.set('authorization', `${authorization.scheme} ${authorization.parameter}`);
  return metadata;
}

function renewed(credentials: Credentials | undefined): Promise<Authorization | undefined> | undefined {
  const nothing = { status: 401, headers: {}, content: Buffer.alloc(0) };
  return credentials?.again(nothing, { method: 'post', url: new URL('https://grpc.invalid'), headers: {} });
}

function parseProto({ text }: Resource): FileRegistry {
  if (text.length > longestProto)
    throw fault('configuration', `The .proto has more than ${longestProto} characters`);
  try {
    return readProto(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : '';
    throw fault('configuration', `The .proto cannot be used: ${why}`);
  }
}

function methodOf(registry: FileRegistry, service: string, name: string): DescMethod {
  const found = registry.getService(service);
  if (!found) throw fault('configuration', `The .proto has no service '${service.slice(0, 100)}'`);
  const method = found.methods.find(each => each.name === name || each.localName === name);
  if (!method) throw fault('configuration', `The service has no method '${name.slice(0, 100)}'`);
  if (method.methodKind === 'client_streaming' || method.methodKind === 'bidi_streaming')
    throw fault('configuration', `${method.name} takes a stream of requests; a call sends one`);
  return method;
}

function encoded(method: DescMethod, registry: FileRegistry, args: JsonObject): Buffer {
  try {
    return Buffer.from(toBinary(method.input, fromJson(method.input, args as never, { registry })));
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    // The rest of the text repeats the value.
    const [, why = ''] = /^(.{0,200}?)(?: from JSON|$)/.exec(text) ?? [];
    const [unknown = ''] = / key "[^"]{1,100}" is unknown/.exec(text) ?? [];
    throw fault(
      'validation',
      `The arguments are no ${method.input.typeName}: ${why}${unknown}`,
      undefined,
      error,
    );
  }
}
