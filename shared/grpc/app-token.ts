import { timingSafeEqual } from 'node:crypto';
import {
  Metadata,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
  status,
} from '@grpc/grpc-js';

const health = '/grpc.health.v1.Health/';

/**
 * Dapr 1.16 puts the token on calls of services only, not on its own callbacks over gRPC (events, jobs, app
 * health: pkg/runtime/subscription/postman/grpc, pkg/channel/grpc). They come from the sidecar next door.
 */
const callbacks = '/dapr.proto.runtime.v1.AppCallback';
const loopback = /^(127\.\d+\.\d+\.\d+|\[?::1\]?|\[?::ffff:127\.\d+\.\d+\.\d+\]?):\d+$/;

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * requireAppToken refuses every call without one of the app's tokens (`APP_API_TOKEN`, comma-separated while it
 * is being rotated), which only its own sidecar knows. Health checks pass: probes carry no token. Dapr's callbacks
 * carry none either, and are heard from loopback only.
 */
export function requireAppToken(tokens: readonly string[]): ServerInterceptor {
  return (method, call) => {
    if (method.path.startsWith(health)) return new ServerInterceptingCall(call);
    if (method.path.startsWith(callbacks) && loopback.test(call.getPeer()))
      return new ServerInterceptingCall(call);
    return new ServerInterceptingCall(call, {
      start(next) {
        const listener = new ServerListenerBuilder()
          .withOnReceiveMetadata((metadata, forward) => {
            const given = metadata.get('dapr-api-token').map(String);
            if (given.length > 0 && given.every(token => tokens.some(known => same(token, known))))
              forward(metadata);
            else
              call.sendStatus({
                code: status.UNAUTHENTICATED,
                details: 'This app takes calls through its own sidecar only.',
                metadata: new Metadata(),
              });
          })
          .build();
        next(listener);
      },
    });
  };
}
