import { setTimeout as delay } from 'node:timers/promises';
import { Channel, credentials, type ServiceConfig } from '@grpc/grpc-js';
import { type Log } from '../call/call.ts';
import { type Proof } from '../grpc/app-token.ts';
import { type Route } from '../grpc/client.ts';
import { type Metrics } from '../metrics/metrics.ts';
import { type ConfigurationStore, createConfigurationStore } from './configuration.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createAbout, createProof } from './prove.ts';
import { createPublish, type Publish } from './publish.ts';
import { createSecrets } from './secret.ts';
import { createStateStore, type StateStore } from './state.ts';
import { createDaprStub } from './stub.ts';

/** SidecarOptions: where the own sidecar listens, and the token that it asks for. */
export interface SidecarOptions {
  host?: string;
  grpcPort: number;
  httpPort?: number;
  apiToken?: string | undefined;
  log: Log;
  metrics?: Metrics;
}

/** Sidecar is the app's own daprd. */
export interface Sidecar {
  /** Resolves once components and name resolution are up; rejects after `timeoutMs` (60 s). */
  waitUntilReady(timeoutMs?: number): Promise<void>;
  /** True when the sidecar can reach outward: components initialised, name resolution up. */
  healthy(): Promise<boolean>;
  publish: Publish;
  state(name: string): StateStore;
  /** One secret of the app's own scope. Rejects with SECRET.MISSING (or not allowed), or SECRET.UNAVAILABLE. */
  secret(name: string): Promise<string>;
  jobs: Jobs;
  configuration: ConfigurationStore;
  /** The app that the sidecar is for. */
  appId(): Promise<string>;
  /** Makes the sidecar call its own app, with the app's token, so that the app knows the sidecar's connection. */
  prove(): Promise<Proof>;
  /**
   * How to reach another app: by app-id through the sidecar, or past it by `host:port`, with the callee's own
   * token, for debugging.
   */
  route(app: string, address?: string, token?: string): Route;
  close(): void;
}

const options = {
  'grpc.max_receive_message_length': 4 * 1024 * 1024,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
};

/**
 * With it sidecars apply the resiliency policies of apps to the connection only, before anything was sent: they never
 * repeat what may have arrived, and never count an answer, as NOT_FOUND, as a failure. See docs/resiliency.md.
 */
const handshakeOnly = { 'dapr-stream': 'true' };

/** createSidecar connects lazily; nothing is sent until something is called. */
export function createSidecar({
  host = '127.0.0.1',
  grpcPort,
  httpPort,
  apiToken,
  log,
  metrics,
}: SidecarOptions): Sidecar {
  const headers: Record<string, string> = apiToken ? { 'dapr-api-token': apiToken } : {};
  const opened: Channel[] = [];
  const usual = new Map<string, Channel>();
  const own = `${host}:${grpcPort}`;
  const channel = channelTo(own);
  const stub = createDaprStub(channel, headers);
  const about = createAbout(stub.call);
  const measured = metrics ? { metrics } : {};

  async function healthy(): Promise<boolean> {
    if (httpPort === undefined)
      return stub.call('GetMetadata', {}, { timeoutMs: 2_000 }).then(
        () => true,
        () => false,
      );
    const url = `http://${host}:${httpPort}/v1.0/healthz/outbound`;
    // The sidecar's own health, on loopback: no adapter needed.

    return fetch(url, { headers, signal: AbortSignal.timeout(2_000) }).then(
      answer => answer.ok,
      () => false,
    );
  }

  function open(address: string, more: object = {}): Channel {
    const fresh = new Channel(address, credentials.createInsecure(), { ...options, ...more });
    opened.push(fresh);
    return fresh;
  }

  /** One for all calls that need no service config. */
  function channelTo(address: string, config?: ServiceConfig): Channel {
    if (config) return open(address, { 'grpc.service_config': JSON.stringify(config) });
    const known = usual.get(address) ?? open(address);
    usual.set(address, known);
    return known;
  }

  return {
    healthy,
    async waitUntilReady(timeoutMs = 60_000) {
      const end = Date.now() + timeoutMs;
      while (!(await healthy())) {
        if (Date.now() > end)
          throw new Error(
            `The sidecar on ${host}:${httpPort ?? grpcPort} was not ready within ${timeoutMs / 1000} s; see its log`,
          );
        await delay(100);
      }
    },
    publish: createPublish(stub.call),
    state: name => createStateStore(stub.call, name),
    secret: createSecrets(stub.call),
    jobs: createJobs(stub.call),
    configuration: createConfigurationStore(stub, log),
    appId: async () => (await about()).id,
    prove: createProof(stub.call, about),
    route(app, address = app, token = '') {
      const common = { app, log, ...measured };
      if (!address.includes(':'))
        return {
          ...common,
          connect: config => channelTo(own, config),
          headers: { ...headers, 'dapr-app-id': address, ...handshakeOnly },
        };
      return {
        ...common,
        connect: config => channelTo(address, config),
        headers: token ? { 'dapr-api-token': token } : {},
      };
    },
    close() {
      for (const each of opened) each.close();
    },
  };
}
