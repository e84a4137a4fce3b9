import {
  type Channel,
  Client,
  Metadata,
  type ServiceConfig,
  type ServiceError,
  status as codes,
} from '@grpc/grpc-js';
import { type MethodDefinition } from '@grpc/proto-loader';
import { context, propagation } from '@opentelemetry/api';
import { type Log } from '../call/call.ts';
import { type Metrics } from '../metrics/metrics.ts';
import { createBreaker } from './breaker.ts';
import { createHealthCheck } from './health.ts';
import { loadOwn, serviceOf } from './protos.ts';
import { isStream, repeatsOf } from './repeats.ts';
import { cameFromService, fromStatus, unreachable } from './status-details.ts';
import { type Target, usualTarget } from './target.ts';
import { type CallOptions, type OutgoingCall, type ServiceClient } from './types.ts';

/** Route says how a service is reached: through the own sidecar by app-id, or directly, for debugging. */
export interface Route {
  /** A connection of its own where there is a service config, which grpc-js knows by channel. */
  connect(config?: ServiceConfig): Channel;
  /** App-id of the service. */
  app: string;
  /** Metadata of every call: the sidecar's token, `dapr-app-id` and `dapr-stream`, or the app's own token. */
  headers: Readonly<Record<string, string>>;
  log?: Log;
  metrics?: Pick<Metrics, 'grpcClientRequests' | 'grpcClientSeconds'>;
}

/** outgoingMetadata is what every call carries: whose it is, where it belongs, and what lets it pass the sidecar. */
export function outgoingMetadata(route: Route, call: OutgoingCall, options: CallOptions): Metadata {
  const metadata = Metadata.fromHttp2Headers(route.headers);
  metadata.set('x-request-id', call.requestId);
  if (call.token) metadata.set('authorization', `Bearer ${call.token}`);
  if (options.idempotencyKey) metadata.set('idempotency-key', options.idempotencyKey);
  propagation.inject(context.active(), metadata, { set: (carrier, name, value) => carrier.set(name, value) });
  return metadata;
}

/** Whether the service was reached; undefined where nothing was heard of it until the caller gave up. */
function reached(error: ServiceError): boolean | undefined {
  if (cameFromService(error)) return true;
  if (error.code === codes.DEADLINE_EXCEEDED || error.code === codes.CANCELLED) return undefined;
  return error.code !== codes.UNAVAILABLE && error.code !== codes.UNKNOWN;
}

/** Sidecars end a connection that does not come about with the code of a deadline, though the call had time left. */
function gaveUpConnecting(error: ServiceError, deadline: Date): boolean {
  return error.code === codes.DEADLINE_EXCEEDED && deadline.getTime() - Date.now() > 250;
}

function breakerOf(route: Route, channel: Channel, target: Target) {
  const health = createHealthCheck(channel, route.headers);
  return createBreaker({
    ...target,
    alive: async () => (await health()) !== 'unreachable',
    onChange: open =>
      route.log?.warn(
        { service: route.app },
        open ? 'a service does not answer: calls are refused' : 'the service answers again',
      ),
  });
}

/**
 * createServiceClient makes a client of `service` (full proto name) over the route. What sidecars repeat was never
 * sent; what the protos call repeatable is sent again by gRPC itself. While the service cannot be reached, or hangs,
 * calls fail at once.
 */
export function createServiceClient<D>(
  route: Route,
  service: string,
  settings: Partial<Target> = {},
): ServiceClient<D> {
  const target = { ...usualTarget, ...settings };
  const definition = serviceOf(loadOwn(service), service);
  const channel = route.connect(repeatsOf(service, definition, target.attempts));
  const client = new Client('unused', undefined as never, { channelOverride: channel });
  const breaker = breakerOf(route, channel, target);

  function send(
    method: MethodDefinition<object, unknown>,
    request: object,
    { metadata, deadline }: { metadata: Metadata; deadline: Date },
    signal?: AbortSignal,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const sent = client.makeUnaryRequest(
        method.path,
        message => method.requestSerialize(message),
        bytes => method.responseDeserialize(bytes),
        request,
        metadata,
        { deadline },
        (error: ServiceError | null, response) => {
          signal?.removeEventListener('abort', cancel);
          if (error) reject(error);
          else resolve(response);
        },
      );
      const cancel = () => sent.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  function invoke(
    method: MethodDefinition<object, unknown>,
    name: string,
    request: object,
    call: OutgoingCall,
    options: CallOptions,
  ): Promise<unknown> {
    const deadline = new Date(
      Math.min(call.deadline.getTime(), Date.now() + (options.timeoutMs ?? target.timeout)),
    );
    const stop = route.metrics?.grpcClientSeconds.startTimer({ service, method: name });
    const count = (status: number) => {
      stop?.();
      route.metrics?.grpcClientRequests.inc({ service, method: name, status: String(status) });
    };
    const leave = breaker.enter();
    if (!leave) {
      count(codes.UNAVAILABLE);
      return Promise.reject(unreachable(route.app));
    }
    return send(
      method,
      request,
      { deadline, metadata: outgoingMetadata(route, call, options) },
      call.signal,
    ).then(
      response => {
        count(codes.OK);
        leave(true);
        return response;
      },
      (failure: unknown) => {
        const error = failure as ServiceError;
        count(error.code);
        leave(reached(error));
        throw gaveUpConnecting(error, deadline)
          ? unreachable(route.app, error)
          : fromStatus(error, route.app);
      },
    );
  }

  const methods = Object.entries(definition)
    .filter(([, method]) => !isStream(method))
    .map(([name, method]) => [
      name,
      (request: object, call: OutgoingCall, options: CallOptions = {}) =>
        invoke(method as unknown as MethodDefinition<object, unknown>, name, request, call, options),
    ]);
  return Object.fromEntries(methods) as ServiceClient<D>;
}
