import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { Identity } from '@neighbourhood/shared/call/call';
import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner, createIdentityVerifier } from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer } from '@neighbourhood/shared/grpc/server';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createMetrics } from '@neighbourhood/shared/metrics/metrics';
import { fileSecrets, redisComponents, subscription } from '@neighbourhood/shared/testing/components';
import { type DaprdOptions, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { fakeCall, silentLog } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { signingKey } from './test-auth.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** startAuthProcess runs `src/main.ts` as a process of its own next to a real sidecar. */
async function startAuthProcess(components: NonNullable<DaprdOptions['components']>) {
  const appPort = await freePort();
  const tokens = { DAPR_API_TOKEN: 'api-token', APP_API_TOKEN: 'app-token' };
  const { DAPR_API_TOKEN: apiToken, APP_API_TOKEN: appToken } = tokens;
  const daprd = await startDaprd({
    appId: 'auth',
    appPort,
    components,
    apiToken,
    appToken,
    waitUntilReady: false,
  });
  const child = spawn(process.execPath, ['services/auth/src/main.ts', '--sessions.refresh_grace=1s'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DAPR_GRPC_PORT: String(daprd.grpcPort),
      DAPR_HTTP_PORT: String(daprd.httpPort),
      ...tokens,
      NH_SERVER__PORT: String(appPort),
      NH_METRICS__PORT: '0',
      NH_LOG__LEVEL: 'debug',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { daprd, child, output: () => output };
}

async function stopProcess(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGTERM');
  return (await exited)[0];
}

/**
 * startPlatform runs the auth service, and beside it an app `gateway` with a sidecar of its own that calls it,
 * sees what it writes to the shared state, and hears `auth.events`.
 */
export async function startPlatform() {
  const [database, redis, gatewayKey] = [
    await testPostgres(),
    await testRedis(),
    await signingKey('gateway'),
  ];
  const { d: _, ...publicKey } = gatewayKey;
  const internalKeys = { gateway: { keys: [publicKey] } };
  const secretsFile = path.join(testServers().directory, `auth-${redis.database}.json`);
  const secrets = {
    'auth-database': database.url,
    'auth-signing-keys': JSON.stringify({ keys: [await signingKey('access')] }),
    'auth-key-pepper': 'a pepper that only this test knows about',
    'internal-jwks': JSON.stringify(internalKeys),
  };
  await writeFile(secretsFile, JSON.stringify(secrets));
  const components = redisComponents(redis);
  const auth = await startAuthProcess([...components, fileSecrets(secretsFile)]);

  const events: CloudEvent[] = [];
  const listener = createGrpcServer({
    log: createLogger({ app: 'gateway', level: 'silent' }),
    metrics: createMetrics('gateway'),
    verifier: createIdentityVerifier(internalKeys),
    services: [],
    events: { '/events/auth': async event => void events.push(event) },
  });
  const hears = subscription('gateway', 'auth.events', '/events/auth');
  const appPort = await listener.listen(0);
  const daprd = await startDaprd({ appId: 'gateway', appPort, components: [...components, hears] });
  const sidecar = createSidecar({ grpcPort: daprd.grpcPort, log: silentLog });
  const signer = await createIdentitySigner({ issuer: 'gateway', privateJwk: gatewayKey });

  return {
    events,
    database,
    output: auth.output,
    sharedState: sidecar.state('sharedstate'),
    client: createServiceClient<AuthServiceDefinition>(
      sidecar.route('auth'),
      'neighbourhood.auth.v1.AuthService',
    ),
    /** A call of the gateway's, for nobody known unless told. */
    async as(identity: Partial<Identity> = {}) {
      const token = await signer.sign({ kind: 'anonymous', subject: '', permissions: [], ...identity });
      return { ...fakeCall(), token };
    },
    /** Ends everything; the exit code of the auth process. */
    async stop(): Promise<number | null> {
      sidecar.close();
      const code = await stopProcess(auth.child);
      await Promise.all([auth.daprd.stop(), daprd.stop(), listener.drain()]);
      return code;
    },
  };
}
