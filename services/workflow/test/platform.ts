import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { type IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { type WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import {
  createIdentitySigner,
  createIdentityVerifier,
  type IdentitySigner,
} from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer, implement } from '@neighbourhood/shared/grpc/server';
import { type Handlers, type OutgoingCall, type ServiceClient } from '@neighbourhood/shared/grpc/types';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createMetrics } from '@neighbourhood/shared/metrics/metrics';
import { fileSecrets, redisComponents, subscription } from '@neighbourhood/shared/testing/components';
import { type Daprd, type DaprResource, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { startPlacement } from '@neighbourhood/shared/testing/placement';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { testRedis, type TestRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { startTcpProxy, type TcpProxy } from '@neighbourhood/shared/testing/tcp-proxy';
import pg from 'pg';

export type WorkflowClient = ServiceClient<WorkflowServiceDefinition>;

/** Replica is one real workflow service next to its own sidecar. */
export interface Replica {
  client: WorkflowClient;
  daprd: Daprd;
  process: ChildProcess;
  /** Everything it logged so far. */
  output(): string;
  /** kill -9 of the service; its sidecar stays. */
  kill(): Promise<void>;
  /** Starts the service again, next to the same sidecar. */
  restart(): Promise<void>;
  /** The same, without waiting until it is ready. */
  relaunch(): void;
  stop(): Promise<void>;
}

/** Platform is what workflow services run on: databases, keys, and a fake integration service behind a real sidecar. */
export interface Platform {
  database: pg.Pool;
  /** What is between the sidecars and the broker. */
  broker: TcpProxy;
  /** Keys of the actor state store that belong to a run. */
  engineKeys(executionId: string): Promise<string[]>;
  startReplica(settings?: Record<string, string>): Promise<Replica>;
  /** A call of a workspace, with all workflow permissions unless told otherwise. */
  callOf(workspaceId: string, permissions?: readonly string[]): Promise<OutgoingCall>;
  stop(): Promise<void>;
}

/** Servers are what a platform is to run on instead of those that all tests share. */
export interface Servers {
  postgresUrl: string;
  redis: TestRedis;
  placementAddress: string;
  schedulerAddress: string;
  /** The broker's component; Redis unless told. */
  pubsub: DaprResource;
  /** The program of the sidecars. */
  daprd: string;
}

/** Settings with which the engine keeps every time, as it does those of long waits. */
export const engineKeepsTimes = { NH_EXECUTIONS__ENGINE_FROM: '0s' };

const allPermissions = ['read', 'write', 'delete', 'execute'].map(verb => `workflow:${verb}`);

async function keyOf(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const common = { kid, alg: 'EdDSA' };
  return {
    private: { ...(await exportJWK(privateKey)), ...common },
    set: { keys: [{ ...(await exportJWK(publicKey)), ...common }] },
  };
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** As components/common/resiliency.yaml, but quicker: an event survives that its consumer is killed and starts again. */
const redelivery = {
  apiVersion: 'dapr.io/v1alpha1',
  kind: 'Resiliency',
  metadata: { name: 'test' },
  spec: {
    policies: { retries: { redeliver: { policy: 'constant', duration: '500ms', maxRetries: 120 } } },
    targets: { components: { pubsub: { inbound: { retry: 'redeliver' } } } },
  },
};

/**
 * startPlatform starts everything but the workflow services; `integration` answers their calls, and
 * `workspaceSecrets` are the secret `workflow-secrets`.
 */
export async function startPlatform(
  integration: Handlers<IntegrationServiceDefinition>,
  workspaceSecrets: object = {},
  servers: Partial<Servers> = {},
): Promise<Platform> {
  const [url, redis, gateway, workflow] = [
    servers.postgresUrl ?? (await testPostgres()).url,
    servers.redis ?? (await testRedis()),
    await keyOf('g'),
    await keyOf('w'),
  ];
  const jwks = { gateway: gateway.set, workflow: workflow.set };
  const secrets = path.join(testServers().directory, `secrets-${randomBytes(6).toString('hex')}.json`);
  await writeFile(
    secrets,
    JSON.stringify({
      'workflow-database': url,
      'workflow-internal-key': JSON.stringify(workflow.private),
      'internal-jwks': JSON.stringify(jwks),
      'workflow-secrets': JSON.stringify(workspaceSecrets),
      'workflow-wrapping-keys': JSON.stringify({
        current: 'a',
        keys: { a: randomBytes(32).toString('base64') },
      }),
    }),
  );
  const broker = await startTcpProxy(await freePort(), redis.port);
  const [proxied] = redisComponents({ ...redis, host: '127.0.0.1', port: broker.port });
  const pubsub = servers.pubsub ?? proxied;
  const components = [
    ...redisComponents(redis, servers.redis && { ...redis, database: redis.database + 1 }).map(each =>
      each.metadata.name === 'pubsub' && pubsub ? pubsub : each,
    ),
    fileSecrets(secrets),
    subscription('workflow', 'tenant.events', '/events/tenant'),
    subscription('workflow', 'integration.events', '/events/integration'),
    redelivery,
  ];
  const signer = await createIdentitySigner({ issuer: 'gateway', privateJwk: gateway.private });
  const fake = await startIntegration(integration, jwks);
  const database = new pg.Pool({ connectionString: url, max: 4 });
  database.on('error', () => undefined);
  const replicas: Replica[] = [];
  const placement = servers.placementAddress === undefined ? await startPlacement() : undefined;
  const placed = { ...servers, ...(placement && { placementAddress: placement.address }) };

  return {
    database,
    broker,
    engineKeys: async id =>
      (await redis.command('KEYS', `*${id}*`)).split('\r\n').filter(line => line.includes(id)),
    startReplica: async settings => {
      const replica = await startReplica(components, placed, settings);
      replicas.push(replica);
      return replica;
    },
    callOf: (workspaceId, permissions = allPermissions) => callOf(signer, workspaceId, permissions),
    stop: async () => {
      await Promise.all(replicas.map(each => each.stop()));
      await Promise.all([fake.stop(), database.end(), broker.close(), placement?.stop()]);
    },
  };
}

async function startIntegration(
  handlers: Handlers<IntegrationServiceDefinition>,
  jwks: Parameters<typeof createIdentityVerifier>[0],
) {
  const server = createGrpcServer({
    log: createLogger({ app: 'integration', level: 'silent' }),
    metrics: createMetrics('integration'),
    verifier: createIdentityVerifier(jwks),
    services: [
      implement<IntegrationServiceDefinition>('neighbourhood.integration.v1.IntegrationService', handlers),
    ],
    drainMs: 100,
  });
  const daprd = await startDaprd({ appId: 'integration', appPort: await server.listen(0) });
  return {
    stop: async () => {
      await daprd.stop('SIGKILL');
      await server.drain();
    },
  };
}

async function callOf(
  signer: IdentitySigner,
  workspaceId: string,
  permissions: readonly string[],
): Promise<OutgoingCall> {
  const token = await signer.sign(
    { kind: 'apiKey', subject: newId('key'), workspaceId, permissions },
    { ttlSeconds: 600 },
  );
  return { requestId: newId('req'), token, deadline: new Date(Date.now() + 120_000) };
}

async function startReplica(
  components: readonly DaprResource[],
  { placementAddress, schedulerAddress, daprd: program }: Partial<Servers>,
  settings: Record<string, string> = {},
): Promise<Replica> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const daprd = await startDaprd({
    appId: 'workflow',
    appPort: port,
    components,
    configuration: {
      workflow: { maxConcurrentWorkflowInvocations: 50, maxConcurrentActivityInvocations: 50 },
    },
    appHealthCheck: true,
    // As dapr.yaml has it.
    appHealthThreshold: 10,
    waitUntilReady: false,
    args: [
      ...(placementAddress === undefined ? [] : [`--placement-host-address=${placementAddress}`]),
      ...(schedulerAddress === undefined ? [] : [`--scheduler-host-address=${schedulerAddress}`]),
    ],
    ...(program === undefined ? {} : { daprd: program }),
  });
  const sidecar = createSidecar({ grpcPort: daprd.grpcPort, log: silentLog });
  const client = createServiceClient<WorkflowServiceDefinition>(
    sidecar.route('workflow', `127.0.0.1:${port}`),
    'neighbourhood.workflow.v1.WorkflowService',
  );
  let output = '';

  function spawnService(): ChildProcess {
    const script = new URL('../src/main.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script], {
      cwd: new URL('../../../', import.meta.url).pathname,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DAPR_GRPC_PORT: String(daprd.grpcPort),
        DAPR_HTTP_PORT: String(daprd.httpPort),
        NH_SERVER__PORT: String(port),
        NH_METRICS__PORT: String(metricsPort),
        NH_EXECUTIONS__LEASE: '3s',
        NH_EXECUTIONS__RECONCILE_EVERY: '500ms',
        NH_EXECUTIONS__PROBE_EVERY: '5s',
        NH_SCHEDULES__SWEEP_EVERY: '1s',
        ...settings,
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return child;
  }

  async function launch(): Promise<ChildProcess> {
    const before = output.length;
    const child = spawnService();
    await eventually(
      () => {
        if (child.exitCode !== null) throw new Error('the service ended');
        return output.slice(before).includes('"message":"ready"');
      },
      { what: 'the workflow service', timeoutMs: 90_000 },
    ).catch(async (error: unknown) => {
      await endProcess(child, 'SIGKILL');
      await daprd.stop('SIGKILL');
      throw new Error(`${String(error)}\n${output.slice(-4_000)}\n${daprd.output().slice(-2_000)}`);
    });
    return child;
  }

  const replica: Replica = {
    client,
    daprd,
    process: await launch(),
    output: () => output,
    kill: () => endProcess(replica.process, 'SIGKILL'),
    restart: async () => {
      replica.process = await launch();
    },
    relaunch: () => {
      replica.process = spawnService();
    },
    stop: async () => {
      await endProcess(replica.process, 'SIGKILL');
      await daprd.stop('SIGKILL');
      sidecar.close();
    },
  };
  return replica;
}
