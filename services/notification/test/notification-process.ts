import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { NotificationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/NotificationService';
import type { Call } from '@neighbourhood/shared/call/call';
import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import {
  fileSecrets,
  redisComponents,
  retries,
  subscription,
} from '@neighbourhood/shared/testing/components';
import { type Daprd, type DaprResource, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { fakeCall, silentLog } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testMongo } from '@neighbourhood/shared/testing/mongo';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';

const root = path.resolve(import.meta.dirname, '../../..');
const tokens = { DAPR_API_TOKEN: 'api-token', APP_API_TOKEN: 'app-token' };

/** Replica is the service as a process of its own, next to a real sidecar. */
export interface Replica {
  output(): string;
  /** Ends the process and starts another in its place; the sidecar stays. */
  restart(signal: NodeJS.Signals): Promise<void>;
  /** Ends both; the exit code of the process. */
  stop(): Promise<number | null>;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exited)[0];
}

async function startReplica(components: readonly DaprResource[], database: string): Promise<Replica> {
  const appPort = await freePort();
  const daprd: Daprd = await startDaprd({
    appId: 'notification',
    appPort,
    components,
    apiToken: tokens.DAPR_API_TOKEN,
    appToken: tokens.APP_API_TOKEN,
    // As in the platform: events and calls wait until the app is there.
    appHealthCheck: true,
    waitUntilReady: false,
  });
  let output = '';
  const flags = [
    '--delivery.sweepEvery=1s',
    '--delivery.timeout=1s',
    '--delivery.schedule=200ms,200ms,200ms',
    '--delivery.jitter=0',
  ];
  const launch = () => {
    const child = spawn(process.execPath, ['services/notification/src/main.ts', ...flags], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DAPR_GRPC_PORT: String(daprd.grpcPort),
        DAPR_HTTP_PORT: String(daprd.httpPort),
        ...tokens,
        NH_SERVER__PORT: String(appPort),
        NH_METRICS__PORT: '0',
        NH_DATABASE__NAME: database,
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return child;
  };
  let child = launch();
  return {
    output: () => output,
    restart: async signal => {
      await end(child, signal);
      child = launch();
    },
    stop: async () => {
      const code = await end(child, 'SIGTERM');
      await daprd.stop();
      return code;
    },
  };
}

/**
 * startPlatform runs one replica of the service, and beside it the sidecar of an app `consent`, which publishes
 * events and calls the service as the gateway would.
 */
export async function startPlatform() {
  const [mongo, redis] = [await testMongo(), await testRedis()];
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const secretsFile = path.join(testServers().directory, `notification-${redis.database}.json`);
  await writeFile(
    secretsFile,
    JSON.stringify({
      'notification-database': mongo.url,
      'notification-wrapping-keys': JSON.stringify({
        current: 'k1',
        keys: { k1: randomBytes(32).toString('base64') },
      }),
      'internal-jwks': JSON.stringify({
        gateway: { keys: [{ ...(await exportJWK(publicKey)), kid: 'test' }] },
      }),
    }),
  );
  const components = [
    ...redisComponents(redis),
    retries(),
    fileSecrets(secretsFile),
    ...['auth', 'integration', 'consent', 'workflow'].map(owner =>
      subscription('notification', `${owner}.events`, `/events/${owner}`),
    ),
  ];
  const publisher = await startDaprd({ appId: 'consent', components });
  const replicas = [await startReplica(components, mongo.database)];
  const sidecar = createSidecar({ grpcPort: publisher.grpcPort, log: silentLog });
  const gateway = await createIdentitySigner({
    issuer: 'gateway',
    privateJwk: { ...(await exportJWK(privateKey)), kid: 'test' },
  });

  return {
    mongo,
    sidecar,
    replicas,
    client: createServiceClient<NotificationServiceDefinition>(
      sidecar.route('notification'),
      'neighbourhood.notification.v1.NotificationService',
    ),
    addReplica: async () => replicas.push(await startReplica(components, mongo.database)),
    /** A call of somebody who may do everything with webhooks and notifications in a workspace. */
    callIn: async (workspaceId: string): Promise<Call> => {
      const permissions = [
        'webhook:read',
        'webhook:write',
        'webhook:delete',
        'notification:read',
        'notification:write',
      ];
      const call = fakeCall({ workspaceId, permissions, timeoutMs: 120_000 });
      return { ...call, token: await gateway.sign(call.identity, { ttlSeconds: 300 }) };
    },
    stop: async () => {
      const codes = await Promise.all(replicas.map(replica => replica.stop()));
      sidecar.close();
      await publisher.stop();
      return codes;
    },
  };
}
