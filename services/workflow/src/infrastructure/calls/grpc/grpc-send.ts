import { type DescMethod, type FileRegistry, fromBinary, toJson } from '@bufbuild/protobuf';
import { type Client, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { type Json } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { boundedDepth } from '../read-json.ts';

/** GrpcRequest is one request, encoded. */
export interface GrpcRequest {
  method: DescMethod;
  /** For messages inside of `google.protobuf.Any`. */
  registry: FileRegistry;
  message: Buffer;
  metadata: Metadata;
  signal: AbortSignal;
  /** Bytes of the answer; of all answers of a stream together. */
  maxAnswerBytes: number;
}

const mostMessages = 10_000;

/** sendGrpc gives the answer as JSON, or the list of a stream's answers. Rejects with gRPC's errors. */
export function sendGrpc(client: Client, request: GrpcRequest): Promise<Json> {
  return request.method.methodKind === 'server_streaming' ? stream(client, request) : unary(client, request);
}

async function unary(client: Client, request: GrpcRequest): Promise<Json> {
  const { message, metadata } = request;
  const { promise, resolve, reject } = Promise.withResolvers<Json>();
  const answered = (error: ServiceError | null, value?: Json) => {
    if (error) reject(error);
    else resolve(value ?? null);
  };
  const call = client.makeUnaryRequest(pathOf(request), same, reader(request), message, metadata, answered);
  return cancelling(call, request.signal, promise);
}

async function stream(client: Client, request: GrpcRequest): Promise<Json> {
  const { message, metadata } = request;
  const { promise, resolve, reject } = Promise.withResolvers<Json>();
  const call = client.makeServerStreamRequest(pathOf(request), same, reader(request), message, metadata);
  const all: Json[] = [];
  call.on('data', (value: Json) => {
    all.push(value);
    if (all.length <= mostMessages) return;
    reject(fault('communication', `The stream has more than ${mostMessages} messages`, 502));
    call.cancel();
  });
  call.on('error', reject);
  call.on('end', () => resolve(all));
  return cancelling(call, request.signal, promise);
}

async function cancelling(
  call: { cancel(): void },
  signal: AbortSignal,
  answer: Promise<Json>,
): Promise<Json> {
  const stop = () => call.cancel();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await answer;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function pathOf({ method }: GrpcRequest): string {
  return `/${method.parent.typeName}/${method.name}`;
}

function same(bytes: Buffer): Buffer {
  return bytes;
}

function reader({ method, registry, maxAnswerBytes }: GrpcRequest): (bytes: Buffer) => Json {
  let left = maxAnswerBytes;
  return bytes => {
    left -= bytes.length;
    if (left < 0) throw new Error(`the answer has more than ${maxAnswerBytes} bytes`);
    const value = toJson(method.output, fromBinary(method.output, bytes), {
      registry,
      alwaysEmitImplicit: true,
    });
    if (!boundedDepth(value)) throw new Error('the answer is nested too deeply');
    return value;
  };
}
