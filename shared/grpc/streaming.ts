import { type handleBidiStreamingCall, type ServerDuplexStream, status } from '@grpc/grpc-js';
import { type Call } from '../call/call.ts';
import { toAppError } from '../errors/app-error.ts';
import { kinds } from '../errors/kinds.ts';
import { incomingCall } from './incoming.ts';
import { refuseDoubtful } from './repeats.ts';
import { toStatus } from './status-details.ts';
import { bearer, logFailure, type UnaryOptions } from './unary.ts';

/** StreamOutput sends messages; each resolves when the next may follow. */
export interface StreamOutput<Response> {
  write(message: Response): Promise<void>;
}

/** StreamHandler answers a call whose both sides are streams; it ends when it resolves. */
export type StreamHandler<Request = never, Response = never> = (
  input: AsyncIterable<Request>,
  output: StreamOutput<Response>,
  call: Call,
) => Promise<void>;

/** How long a stream may last where its caller says nothing. */
const longestMs = 3_600_000;

function outputOf<Response>(
  grpc: ServerDuplexStream<unknown, Response>,
  signal: AbortSignal,
): StreamOutput<Response> {
  return {
    write: message =>
      new Promise((resolve, reject) => {
        const gone = () => {
          reject(new Error('the caller is gone'));
        };
        if (signal.aborted) {
          gone();
          return;
        }
        signal.addEventListener('abort', gone, { once: true });
        grpc.write(message, (error?: Error | null) => {
          signal.removeEventListener('abort', gone);
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}

/** duplex makes a grpc-js handler of a StreamHandler: identity, deadline, metrics, and failures as a status with details. */
export function duplex<Request, Response>(
  { service, method, log, metrics, verifier, repeatable = true }: UnaryOptions,
  handle: StreamHandler<Request, Response>,
): handleBidiStreamingCall<Request, Response> {
  return grpc => {
    const stop = metrics.grpcSeconds.startTimer({ service, method });
    let callLog: Call['log'] = log;
    const done = (code: number) => {
      stop();
      metrics.grpcRequests.inc({ service, method, status: status[code] ?? String(code) });
    };

    async function answer(): Promise<void> {
      const token = bearer(grpc.metadata);
      if (!verifier) throw new Error('A stream needs an identity.');
      const identity = await verifier(token);
      if (!repeatable) refuseDoubtful(grpc.metadata);
      const call = incomingCall(grpc, log, identity, token, longestMs);
      callLog = call.log;
      await handle(grpc, outputOf(grpc, call.signal), call);
    }

    answer().then(
      () => {
        done(status.OK);
        grpc.end();
      },
      (failure: unknown) => {
        const error = toAppError(failure);
        if (!grpc.cancelled) logFailure(callLog, `${service}/${method}`, error);
        done(kinds[error.kind].grpc);
        grpc.emit('error', toStatus(error));
      },
    );
  };
}
