import { Client, type ServiceError } from '@grpc/grpc-js';
import { type MethodDefinition } from '@grpc/proto-loader';
import { outgoingMetadata, type Route } from './client.ts';
import { loadOwn, serviceOf } from './protos.ts';
import { fromStatus } from './status-details.ts';
import { type CallOptions, type OutgoingCall } from './types.ts';

/** Duplex is a call whose both sides are streams. */
export interface Duplex<Request, Response> {
  /** Resolves when the next message may follow; fails when the call ended. */
  send(message: Request): Promise<void>;
  /** Says that nothing follows. */
  finish(): void;
  /** What is answered; fails with the AppError that the service answered. */
  answers: AsyncIterable<Response>;
  cancel(): void;
}

/**
 * createStreamClient opens streams of one method. Sidecars take part with `dapr-stream: true` only, which routes have;
 * nothing of a stream is ever sent twice.
 */
export function createStreamClient<Request extends object, Response>(
  route: Route,
  service: string,
  name: string,
): (call: OutgoingCall, options?: CallOptions) => Duplex<Request, Response> {
  const method = serviceOf(loadOwn(service), service)[name] as unknown as MethodDefinition<Request, Response>;
  const client = new Client('unused', undefined as never, { channelOverride: route.connect() });

  return (call, options = {}) => {
    const { deadline } = call;
    const stream = client.makeBidiStreamRequest(
      method.path,
      (message: Request) => method.requestSerialize(message),
      (bytes: Buffer) => method.responseDeserialize(bytes),
      outgoingMetadata(route, call, options),
      { deadline },
    );
    const cancel = () => {
      stream.cancel();
    };
    if (call.signal?.aborted === true) cancel();
    call.signal?.addEventListener('abort', cancel, { once: true });
    stream.once('close', () => call.signal?.removeEventListener('abort', cancel));
    // Whoever reads hears of it; a failure that nobody reads any more is none.
    stream.on('error', () => undefined);
    return {
      send: message =>
        new Promise((resolve, reject) => {
          const ended = () => {
            reject(new Error('the call ended'));
          };
          if (stream.destroyed || !stream.writable) {
            ended();
            return;
          }
          stream.once('close', ended);
          stream.write(message, (error?: Error | null) => {
            stream.off('close', ended);
            if (error) reject(error);
            else resolve();
          });
        }),
      finish: () => void stream.end(),
      answers: answersOf(stream as AsyncIterable<Response>, route.app),
      cancel,
    };
  };
}

async function* answersOf<Response>(stream: AsyncIterable<Response>, app: string): AsyncGenerator<Response> {
  try {
    for await (const message of stream) yield message;
  } catch (error) {
    throw fromStatus(error as ServiceError, app);
  }
}
