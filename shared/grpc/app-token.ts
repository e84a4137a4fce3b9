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
 * health: pkg/runtime/subscription/postman/grpc, pkg/channel/grpc). They come from the sidecar next door, and no
 * setting makes them carry a secret: routes and metadata of a subscription stand in files that all may read. So on
 * a developer's machine any local process could send an app events; in a pod there is nobody else.
 * Other 127 addresses are not the sidecar's: a service mesh puts strangers' calls on 127.0.0.6.
 */
const callbacks = '/dapr.proto.runtime.v1.AppCallback';
const loopback = /^(127\.0\.0\.1|\[?::1\]?|\[?::ffff:127\.0\.0\.1\]?):\d+$/;

/** Sidecars add these to what apps send each other, which may be a callback that no sidecar ever made. */
const proxied = ['dapr-caller-app-id', 'dapr-callee-app-id'];

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * requireAppToken refuses every call without one of the app's tokens (`APP_API_TOKEN`, comma-separated while it
 * is being rotated), which only its own sidecar knows. Health checks pass: probes carry no token. Dapr's callbacks
 * carry none either, and are heard from loopback only, and never from another app through its sidecar.
 */
export function requireAppToken(tokens: readonly string[]): ServerInterceptor {
  return (method, call) => {
    if (method.path.startsWith(health)) return new ServerInterceptingCall(call);
    const callback = method.path.startsWith(callbacks);
    const fromSidecar = callback && loopback.test(call.getPeer());
    return new ServerInterceptingCall(call, {
      start(next) {
        const listener = new ServerListenerBuilder()
          .withOnReceiveMetadata((metadata, forward) => {
            const given = metadata.get('dapr-api-token').map(String);
            const good = given.length > 0 && given.every(token => tokens.some(known => same(token, known)));
            const byAnotherApp = callback && proxied.some(name => metadata.get(name).length > 0);
            if ((good || fromSidecar) && !byAnotherApp) forward(metadata);
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
