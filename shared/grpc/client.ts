import {
  type CallOptions as GrpcOptions,
  type Channel,
  Client,
  Metadata,
  type ServiceError,
  status as codes,
} from '@grpc/grpc-js';
import { type MethodDefinition } from '@grpc/proto-loader';
import { context, propagation } from '@opentelemetry/api';
import { createBreaker } from './breaker.ts';
import { cameFromService, fromStatus, unreachable } from './status-details.ts';
import { type Metrics } from '../metrics/metrics.ts';
import { loadOwn, serviceOf } from './protos.ts';
import { type CallOptions, type OutgoingCall, type ServiceClient } from './types.ts';

/** Route says how a service is reached: through the own sidecar by app-id, or directly, for debugging. */
export interface Route {
  channel: Channel;
  /** App-id of the service. */
  app: string;
  /** Metadata of every call: the sidecar's token and `dapr-app-id`, or the app's own token. */
  headers: Readonly<Record<string, string>>;
  metrics?: Pick<Metrics, 'grpcClientRequests' | 'grpcClientSeconds'>;
}

const defaultTimeoutMs = 10_000;

function outgoingMetadata(route: Route, call: OutgoingCall, options: CallOptions): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(route.headers)) metadata.set(name, value);
  metadata.set('x-request-id', call.requestId);
  if (call.token) metadata.set('authorization', `Bearer ${call.token}`);
  if (options.idempotencyKey) metadata.set('idempotency-key', options.idempotencyKey);
  propagation.inject(context.active(), metadata, { set: (carrier, name, value) => carrier.set(name, value) });
  return metadata;
}

/** Whether the service was reached; undefined where that cannot be told, as when the caller gave up first. */
function reached(error: ServiceError | null): boolean | undefined {
  if (error === null || cameFromService(error)) return true;
  return error.code === codes.UNAVAILABLE || error.code === codes.UNKNOWN ? false : undefined;
}

/**
 * createServiceClient makes a client of `service` (full proto name) over the route. Retries are the sidecar's; while
 * the service cannot be reached at all, calls fail at once, but for one that tries every two seconds.
 */
export function createServiceClient<D>(route: Route, service: string): ServiceClient<D> {
  const client = new Client('unused', undefined as never, { channelOverride: route.channel });
  const definition = serviceOf(loadOwn(service), service);
  const breaker = createBreaker();

  function invoke(
    method: MethodDefinition<object, unknown>,
    name: string,
    request: object,
    call: OutgoingCall,
    options: CallOptions,
  ): Promise<unknown> {
    const deadline = new Date(
      Math.min(call.deadline.getTime(), Date.now() + (options.timeoutMs ?? defaultTimeoutMs)),
    );
    const grpcOptions: GrpcOptions = { deadline };
    const stop = route.metrics?.grpcClientSeconds.startTimer({ service, method: name });
    const count = (status: number) => {
      stop?.();
      route.metrics?.grpcClientRequests.inc({ service, method: name, status: String(status) });
    };
    if (!breaker.enter()) {
      count(codes.UNAVAILABLE);
      return Promise.reject(unreachable(route.app));
    }
    return new Promise((resolve, reject) => {
      const sent = client.makeUnaryRequest(
        method.path,
        message => method.requestSerialize(message),
        bytes => method.responseDeserialize(bytes),
        request,
        outgoingMetadata(route, call, options),
        grpcOptions,
        (error: ServiceError | null, response) => {
          call.signal?.removeEventListener('abort', cancel);
          count(error?.code ?? 0);
          const answered = reached(error);
          if (answered !== undefined) breaker.heard(answered);
          if (error) reject(fromStatus(error, route.app));
          else resolve(response);
        },
      );
      const cancel = () => sent.cancel();
      call.signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  const methods = Object.entries(definition).map(([name, method]) => [
    name,
    (request: object, call: OutgoingCall, options: CallOptions = {}) =>
      invoke(method as unknown as MethodDefinition<object, unknown>, name, request, call, options),
  ]);
  return Object.fromEntries(methods) as ServiceClient<D>;
}
