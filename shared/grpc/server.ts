import { Server, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { type PackageDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation } from 'grpc-health-check';
import { type Call } from '../call/call.ts';
import { createCallbacks } from '../dapr/callbacks.ts';
import { AppError } from '../errors/app-error.ts';
import { type EventHandlers, type JobHandlers } from '../dapr/app-callback.ts';
import { type Metrics } from '../metrics/metrics.ts';
import { type AppTokenOptions, requireAppToken } from './app-token.ts';
import { createConnections } from './connections.ts';
import { type ChildLogger } from './incoming.ts';
import { type IdentityVerifier } from './identity.ts';
import { loadDapr, loadOwn, serviceOf } from './protos.ts';
import { isRepeatable } from './repeats.ts';
import { duplex, type StreamHandler } from './streaming.ts';
import { type Handlers } from './types.ts';
import { unary } from './unary.ts';

/** ServiceImplementation is one proto service and the handlers that implement it. */
export interface ServiceImplementation {
  name: string;
  handlers: Readonly<Record<string, (request: never, call: Call) => Promise<unknown>>>;
  /** Of methods whose both sides are streams. */
  streams: Readonly<Record<string, StreamHandler>>;
}

/** implement binds handlers to a service by its full proto name. */
export function implement<D>(
  name: string,
  handlers: Handlers<D>,
  streams: ServiceImplementation['streams'] = {},
): ServiceImplementation {
  return { name, handlers: handlers as ServiceImplementation['handlers'], streams };
}

/** GrpcServerOptions of createGrpcServer. */
export interface GrpcServerOptions {
  log: ChildLogger;
  metrics: Metrics;
  verifier: IdentityVerifier;
  services: readonly ServiceImplementation[];
  events?: EventHandlers;
  jobs?: JobHandlers;
  /** `APP_API_TOKEN`; several, comma-separated, while it is being rotated. Without one, any caller is heard. */
  appToken?: string | undefined;
  /** Makes the own sidecar show the app's token; without it, an app that has a token hears no events and jobs. */
  prove?: AppTokenOptions['prove'];
  /** Whether what the app cannot work without answers, as its database; asked by the sidecar each second. */
  ready?: () => Promise<boolean>;
  /** Milliseconds that calls at hand may take to end when draining; default 20 s. */
  drainMs?: number;
}

/** GrpcServer is an app's one server: its services, Dapr's callbacks, health and reflection. */
export interface GrpcServer {
  /** Listens and returns the port (0 chooses a free one). Rejects with a message that names a port in use. */
  listen(port: number, host?: string): Promise<number>;
  /** Says not serving, lets calls at hand end, then closes. */
  drain(): Promise<void>;
}

/** Name in `grpc.health.v1` under which readiness is told; the empty name is liveness. */
const readiness = 'readiness';

const maxMessageBytes = 4 * 1024 * 1024;

function addServices(server: Server, options: GrpcServerOptions): PackageDefinition {
  const { log, metrics, verifier } = options;
  const protos: PackageDefinition = {};
  for (const { name, handlers, streams } of options.services) {
    const definition = loadOwn(name);
    Object.assign(protos, definition);
    const methods = serviceOf(definition, name);
    const about = (method: string) => {
      const repeatable = isRepeatable(methods[method] ?? {});
      return { service: name, method, log, metrics, verifier, repeatable };
    };
    const implementation = [
      ...Object.entries(handlers).map(([method, handle]) => [
        method,
        unary(about(method), handle as (request: unknown, call: Call) => Promise<unknown>),
      ]),
      ...Object.entries(streams).map(([method, handle]) => [method, duplex(about(method), handle)]),
    ];
    server.addService(methods, Object.fromEntries(implementation) as UntypedServiceImplementation);
  }
  return protos;
}

/** createGrpcServer makes the server; it hears nobody until `listen`. */
export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { log, metrics, events = {}, jobs = {}, appToken, ready, drainMs = 20_000 } = options;
  const { prove = () => Promise.reject(new Error('no sidecar to ask')) } = options;
  const tokens = appToken?.split(',').filter(token => token !== '') ?? [];
  const connections = createConnections();
  const server = new Server({
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    interceptors: tokens.length > 0 ? [requireAppToken({ tokens, connections, prove })] : [],
  });
  let draining = false;
  const health = new HealthImplementation({ '': 'SERVING', [readiness]: 'SERVING' });
  const checkHealth = async (): Promise<void> => {
    const able = !draining && (ready === undefined || (await ready()));
    health.setStatus(readiness, able ? 'SERVING' : 'NOT_SERVING');
    if (draining) throw new AppError('unavailable', 'SERVICE.DRAINING', 'The app is shutting down.');
    if (!able)
      throw new AppError('unavailable', 'SERVICE.NOT_READY', 'What the app depends on does not answer.');
  };
  const protos = addServices(server, options);
  const callbacks = createCallbacks({
    log,
    metrics,
    events,
    jobs,
    counter: metrics.events,
    health: checkHealth,
  });
  for (const [name, implementation] of Object.entries(callbacks)) {
    server.addService(serviceOf(loadDapr(), name), implementation);
  }
  health.addToServer(server);
  new ReflectionService(protos).addToServer(server);

  return {
    listen: (port, host = '127.0.0.1') =>
      connections.listen(server, port, host).catch((cause: unknown) => {
        const message = `Cannot listen on ${host}:${port}; is another process using this port? (${String(cause)})`;
        throw new Error(message, { cause });
      }),
    drain: async () => {
      draining = true;
      connections.close();
      health.setStatus('', 'NOT_SERVING');
      health.setStatus(readiness, 'NOT_SERVING');
      await new Promise<void>(resolve => {
        const force = setTimeout(() => server.forceShutdown(), drainMs);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
      });
    },
  };
}
