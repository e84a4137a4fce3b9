import { type Channel, Client, Metadata, type ServiceError } from '@grpc/grpc-js';
import { type MethodDefinition } from '@grpc/proto-loader';
import { context, propagation } from '@opentelemetry/api';
import { loadDapr, serviceOf } from '../grpc/protos.ts';

/** Sends one request of the sidecar's own API (`dapr.proto.runtime.v1.Dapr`). Rejects with grpc-js' ServiceError. */
export type DaprCall = <Response>(
  method: string,
  request: object,
  options?: { timeoutMs?: number },
) => Promise<Response>;

/** DaprStream is a server stream that ends when `cancel` is called. */
export interface DaprStream<Message> {
  onData(listener: (message: Message) => void): void;
  /** Calls back once, however the stream ended. */
  onEnd(listener: (error?: Error) => void): void;
  cancel(): void;
}

/** DaprStub calls the sidecar's own API. */
export interface DaprStub {
  call: DaprCall;
  stream<Message>(method: string, request: object): DaprStream<Message>;
}

/** createDaprStub makes a stub over the channel to the own sidecar; `headers` hold its token. */
export function createDaprStub(channel: Channel, headers: Readonly<Record<string, string>>): DaprStub {
  const client = new Client('unused', undefined as never, { channelOverride: channel });
  const service = serviceOf(loadDapr(), 'dapr.proto.runtime.v1.Dapr');

  const find = (name: string): MethodDefinition<object, unknown> => {
    const method = service[name];
    if (!method) throw new Error(`The sidecar's API has no ${name}`);
    return method as unknown as MethodDefinition<object, unknown>;
  };
  const metadata = (): Metadata => {
    const carrier = new Metadata();
    for (const [name, value] of Object.entries(headers)) carrier.set(name, value);
    propagation.inject(context.active(), carrier, { set: (target, name, value) => target.set(name, value) });
    return carrier;
  };

  return {
    call: <Response>(name: string, request: object, { timeoutMs = 5_000 }: { timeoutMs?: number } = {}) => {
      const method = find(name);
      return new Promise<Response>((resolve, reject) => {
        client.makeUnaryRequest(
          method.path,
          message => method.requestSerialize(message),
          bytes => method.responseDeserialize(bytes) as Response,
          request,
          metadata(),
          { deadline: Date.now() + timeoutMs },
          (error: ServiceError | null, response) => (error ? reject(error) : resolve(response as Response)),
        );
      });
    },
    stream: (name: string, request: object) => {
      const method = find(name);
      const stream = client.makeServerStreamRequest(
        method.path,
        message => method.requestSerialize(message),
        bytes => method.responseDeserialize(bytes) as never,
        request,
        metadata(),
      );
      return {
        onData: listener => void stream.on('data', listener),
        onEnd: listener => {
          // A stream that fails says both "error" and "end".
          let ended = false;
          const end = (error?: Error) => {
            if (!ended) listener(error);
            ended = true;
          };
          stream.on('end', () => end());
          stream.on('error', end);
        },
        cancel: () => stream.cancel(),
      };
    },
  };
}
