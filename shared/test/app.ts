import { generateKeyPair, exportJWK } from 'jose';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { EventHandlers, JobHandlers } from '../dapr/app-callback.ts';
import { createSidecar, type Sidecar } from '../dapr/sidecar.ts';
import { createServiceClient } from '../grpc/client.ts';
import { createIdentitySigner, createIdentityVerifier, type IdentitySigner } from '../grpc/identity.ts';
import { createGrpcServer, type GrpcServer, implement } from '../grpc/server.ts';
import type { Target } from '../grpc/target.ts';
import type { Handlers, ServiceClient } from '../grpc/types.ts';
import { createLogger } from '../logger/logger.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { type Daprd, type DaprdOptions, startDaprd } from '../testing/daprd.ts';

/** The service that the test apps serve: any of ours would do. */
const service = 'neighbourhood.consent.v1.ConsentService';

/** TestKeys are the two issuers' signers, and the verifier that knows both. */
export interface TestKeys {
  gateway: IdentitySigner;
  workflow: IdentitySigner;
  verifier: ReturnType<typeof createIdentityVerifier>;
}

/** testKeys makes fresh keys. */
export async function testKeys(): Promise<TestKeys> {
  const make = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const common = { kid, alg: 'EdDSA' };
    return {
      privateJwk: { ...(await exportJWK(privateKey)), ...common },
      set: { keys: [{ ...(await exportJWK(publicKey)), ...common }] },
    };
  };
  const [gateway, workflow] = [await make('g'), await make('w')];
  return {
    gateway: await createIdentitySigner({ issuer: 'gateway', privateJwk: gateway.privateJwk }),
    workflow: await createIdentitySigner({ issuer: 'workflow', privateJwk: workflow.privateJwk }),
    verifier: createIdentityVerifier({ gateway: gateway.set, workflow: workflow.set }),
  };
}

/** TestApp is a gRPC server next to its own sidecar. */
export interface TestApp {
  server: GrpcServer;
  /** Port of the app itself, past its sidecar. */
  port: number;
  daprd: Daprd;
  sidecar: Sidecar;
  metrics: Metrics;
  /** Client of another test app by its app-id, or by `host:port` with its token. */
  clientOf(
    app: string,
    address?: string,
    token?: string,
    target?: Partial<Target>,
  ): ServiceClient<ConsentServiceDefinition>;
  stop(): Promise<void>;
}

/** TestAppOptions of startApp. */
export interface TestAppOptions extends Omit<DaprdOptions, 'appPort' | 'appToken' | 'apiToken'> {
  keys: TestKeys;
  /** Where the sidecar finds the app, and the app its sidecar, if something stands between them. */
  between?: { toApp?(port: number): Promise<number>; toSidecar?(port: number): Promise<number> };
  handlers?: Handlers<ConsentServiceDefinition>;
  events?: EventHandlers;
  jobs?: JobHandlers;
  drainMs?: number;
  /** As in GrpcServerOptions; the sidecar asks when it has `appHealthCheck`. */
  ready?: () => Promise<boolean>;
}

/** startApp starts an app and its sidecar, each of which asks the other for a token. */
export async function startApp({
  keys,
  handlers = {},
  events,
  jobs,
  drainMs,
  ready,
  between = {},
  ...daprdOptions
}: TestAppOptions): Promise<TestApp> {
  const { appId } = daprdOptions;
  const log = createLogger({ app: appId, level: 'silent' });
  const metrics = createMetrics(appId);
  const appToken = `app-token-of-${appId}`;
  const apiToken = `api-token-of-${appId}`;
  const connected = Promise.withResolvers<Sidecar>();
  const server = createGrpcServer({
    log,
    metrics,
    verifier: keys.verifier,
    appToken,
    // Events may come before the sidecar says that it is ready.
    prove: async () => (await connected.promise).prove(),
    services: [implement<ConsentServiceDefinition>(service, handlers)],
    ...(events ? { events } : {}),
    ...(jobs ? { jobs } : {}),
    ...(drainMs === undefined ? {} : { drainMs }),
    ...(ready ? { ready } : {}),
  });
  const port = await server.listen(0);
  const appPort = (await between.toApp?.(port)) ?? port;
  const daprd = await startDaprd({ ...daprdOptions, appPort, appToken, apiToken });
  const sidecar = createSidecar({
    grpcPort: (await between.toSidecar?.(daprd.grpcPort)) ?? daprd.grpcPort,
    httpPort: daprd.httpPort,
    apiToken,
    log,
    metrics,
  });
  connected.resolve(sidecar);
  await sidecar.waitUntilReady();
  return {
    server,
    port,
    daprd,
    sidecar,
    metrics,
    clientOf: (app, address, token, target) =>
      createServiceClient(sidecar.route(app, address, token), service, target),
    stop: async () => {
      sidecar.close();
      await daprd.stop();
      await server.drain();
    },
  };
}
