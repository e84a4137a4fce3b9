import { timingSafeEqual } from 'node:crypto';
import {
  Metadata,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
  status,
} from '@grpc/grpc-js';

const unguarded = '/grpc.health.v1.Health/';

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * requireAppToken refuses every call without one of the app's tokens (`APP_API_TOKEN`, comma-separated while it
 * is being rotated), which only its own sidecar knows. Health checks pass: probes carry no token.
 */
export function requireAppToken(tokens: readonly string[]): ServerInterceptor {
  return (method, call) => {
    if (method.path.startsWith(unguarded)) return new ServerInterceptingCall(call);
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
