import { timingSafeEqual } from 'node:crypto';
import {
  Metadata,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
  status,
} from '@grpc/grpc-js';
import { type Connections } from './connections.ts';

const health = '/grpc.health.v1.Health/';

/**
 * Dapr 1.16.0 puts the token on calls of services only, not on its own callbacks over gRPC (events, jobs, app
 * health: pkg/runtime/subscription/postman/grpc, pkg/channel/grpc), and no setting makes them carry a secret; later
 * ones do (dapr/dapr#9142). But a sidecar sends its app everything over one connection: one on which the token was
 * shown is the sidecar's.
 */
const callbacks = '/dapr.proto.runtime.v1.AppCallback';

/** These change nothing and tell nothing, and the sidecar asks them before it finds the app healthy. */
const harmless = new Set(
  ['/ListTopicSubscriptions', '/ListInputBindings', 'HealthCheck/HealthCheck'].map(
    name => `${callbacks}${name}`,
  ),
);

/**
 * A call to an app names the app in one of these, and sidecars hand them on, so what has one is no callback that a
 * sidecar made, whatever its path says: somebody sent it through sidecars.
 */
const proxied = ['dapr-app-id', 'dapr-callee-app-id', 'dapr-caller-app-id'];

/** Proof is what there is to know of the own sidecar. */
export interface Proof {
  /** Whether it shows its token with events and jobs. If not, what has a token there was sent by somebody else. */
  callbacksCarryToken: boolean;
}

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** AppTokenOptions of requireAppToken. */
export interface AppTokenOptions {
  /** `APP_API_TOKEN`; several while it is being rotated. */
  tokens: readonly string[];
  connections: Pick<Connections, 'trust' | 'trusts'>;
  /** Makes the own sidecar show its token once, on the connection that it has now. */
  prove: () => Promise<Proof>;
}

/**
 * requireAppToken refuses every call without one of the app's tokens, which only its own sidecar knows. Health checks
 * pass: probes carry no token. Dapr's callbacks carry none either; they are heard on the sidecar's own connection.
 */
export function requireAppToken({ tokens, connections, prove }: AppTokenOptions): ServerInterceptor {
  let proving: Promise<Proof> | undefined;
  let known: Proof | undefined;

  const hasToken = (metadata: Metadata): boolean => {
    const given = metadata.get('dapr-api-token').map(String);
    return given.length > 0 && given.every(token => tokens.some(expected => same(token, expected)));
  };

  async function proof(): Promise<Proof | undefined> {
    proving ??= Promise.resolve()
      .then(prove)
      .finally(() => (proving = undefined));
    known = await proving.catch(() => known);
    return known;
  }

  async function fromSidecar(peer: string): Promise<boolean> {
    if (!connections.trusts(peer)) await proof();
    return connections.trusts(peer);
  }

  async function mayCallBack(
    path: string,
    peer: string,
    metadata: Metadata,
    good: boolean,
  ): Promise<boolean> {
    if (proxied.some(name => metadata.get(name).length > 0)) return false;
    if (harmless.has(path)) return true;
    if (good) return (known ?? (await proof()))?.callbacksCarryToken ?? false;
    return fromSidecar(peer);
  }

  return (method, call) => {
    const { path } = method;
    if (path.startsWith(health)) return new ServerInterceptingCall(call);
    const peer = call.getPeer();
    const refuse = () =>
      call.sendStatus({
        code: status.UNAUTHENTICATED,
        details: 'This app takes calls through its own sidecar only.',
        metadata: new Metadata(),
      });
    return new ServerInterceptingCall(call, {
      start(next) {
        const listener = new ServerListenerBuilder()
          .withOnReceiveMetadata((metadata, forward) => {
            const good = hasToken(metadata);
            if (good) connections.trust(peer);
            if (!path.startsWith(callbacks) || path === onInvoke) {
              if (good) forward(metadata);
              else refuse();
              return;
            }
            void mayCallBack(path, peer, metadata, good).then(may => {
              if (may) forward(metadata);
              else refuse();
            });
          })
          .build();
        next(listener);
      },
    });
  };
}

/** A callback that carries the token: what is invoked by name, as by `prove`. */
const onInvoke = `${callbacks}/OnInvoke`;
