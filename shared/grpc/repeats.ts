import { type Metadata, type ServiceConfig, type ServiceDefinition } from '@grpc/grpc-js';
import { IdempotencyLevel, type MethodDefinition } from '@grpc/proto-loader';
import { AppError } from '../errors/app-error.ts';
import { header } from './incoming.ts';

/** isRepeatable tells whether a method may be sent again, by the `idempotency_level` that its proto declares. */
export function isRepeatable(method: object): boolean {
  const { options } = method as Partial<Pick<MethodDefinition<object, object>, 'options'>>;
  return options !== undefined && options.idempotency_level !== IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
}

/** isStream tells methods that answer, or are asked, with more than one message. */
export function isStream({
  requestStream,
  responseStream,
}: {
  requestStream: boolean;
  responseStream: boolean;
}): boolean {
  return requestStream || responseStream;
}

/**
 * repeatsOf is the gRPC service config of a service: its repeatable methods are sent again, after growing waits,
 * where the connection, a sidecar or the service said that it cannot now. There is no `retryThrottling`: grpc-js keeps one
 * per address, and every service has that of the own sidecar. The breaker ends the repeats of an outage.
 */
export function repeatsOf(service: string, definition: ServiceDefinition, attempts: number): ServiceConfig {
  const name = Object.entries(definition)
    .filter(([, method]) => isRepeatable(method))
    .map(([method]) => ({ service, method }));
  const retryPolicy = {
    maxAttempts: attempts,
    initialBackoff: '0.1s',
    maxBackoff: '1s',
    backoffMultiplier: 2,
    // UNKNOWN is how a sidecar says that it finds no app of that name.
    retryableStatusCodes: ['UNAVAILABLE', 'UNKNOWN'],
  };
  return {
    loadBalancingConfig: [],
    methodConfig: name.length > 0 && attempts > 1 ? [{ name, retryPolicy }] : [],
  };
}

/**
 * refuseDoubtful refuses a call through the sidecar of another app that did not ask it, by `dapr-stream: true`, to
 * leave the call alone once it is sent: that sidecar may send it again.
 */
export function refuseDoubtful(metadata: Metadata): void {
  if (header(metadata, 'dapr-caller-app-id') === undefined) return;
  if (/^(1|t|true|y|yes|on)$/i.test(header(metadata, 'dapr-stream') ?? '')) return;
  throw new AppError(
    'conflict',
    'CALL.MAY_REPEAT',
    'Send the metadata dapr-stream: true with this call: without it a sidecar may send it twice.',
  );
}
