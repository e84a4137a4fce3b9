import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { Call } from '@neighbourhood/shared/call/call';
import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner, createIdentityVerifier } from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer } from '@neighbourhood/shared/grpc/server';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createMetrics } from '@neighbourhood/shared/metrics/metrics';
import { fileSecrets, redisComponents, subscription } from '@neighbourhood/shared/testing/components';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { callOf, testKey } from './test-app.ts';

const root = path.resolve(import.meta.dirname, '../../..');

async function newKeyPair() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    privateJwk: { ...(await exportJWK(privateKey)), kid: 'test' },
    set: { keys: [{ ...(await exportJWK(publicKey)), kid: 'test' }] },
  };
}

/** startConsentProcess runs `src/main.ts` as a process of its own next to a real sidecar. */
async function startConsentProcess(
  secretsFile: string,
  components: Parameters<typeof startDaprd>[0]['components'],
) {
  const appPort = await freePort();
  const tokens = { DAPR_API_TOKEN: 'api-token', APP_API_TOKEN: 'app-token' };
  const daprd = await startDaprd({
    appId: 'consent',
    appPort,
    components: [...(components ?? []), fileSecrets(secretsFile)],
    apiToken: tokens.DAPR_API_TOKEN,
    appToken: tokens.APP_API_TOKEN,
    waitUntilReady: false,
  });
  const child = spawn(process.execPath, ['services/consent/src/main.ts', '--ledger.reconcileEvery=1s'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DAPR_GRPC_PORT: String(daprd.grpcPort),
      DAPR_HTTP_PORT: String(daprd.httpPort),
      ...tokens,
      NH_SERVER__PORT: String(appPort),
      NH_METRICS__PORT: '0',
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
 * startPlatform runs the consent service, and beside it an app `notification` with a sidecar of its own that hears
 * `consent.events` and calls the service as the gateway would.
 */
export async function startPlatform() {
  const [database, redis, gateway, workflow] = [
    await testPostgres(),
    await testRedis(),
    await newKeyPair(),
    await newKeyPair(),
  ];
  const keys = { gateway: gateway.set, workflow: workflow.set };
  const secretsFile = path.join(testServers().directory, `consent-${redis.database}.json`);
  await writeFile(
    secretsFile,
    JSON.stringify({
      'consent-database': database.url,
      'consent-receipt-key': JSON.stringify(testKey),
      'internal-jwks': JSON.stringify(keys),
    }),
  );
  const components = redisComponents(redis);
  const consent = await startConsentProcess(secretsFile, components);

  const events: CloudEvent[] = [];
  const listener = createGrpcServer({
    log: createLogger({ app: 'notification', level: 'silent' }),
    metrics: createMetrics('notification'),
    verifier: createIdentityVerifier(keys),
    services: [],
    events: { '/events/consent': async event => void events.push(event) },
  });
  const listening = await listener.listen(0);
  const hears = subscription('notification', 'consent.events', '/events/consent');
  const daprd: Daprd = await startDaprd({
    appId: 'notification',
    appPort: listening,
    components: [...components, hears],
  });
  const sidecar = createSidecar({ grpcPort: daprd.grpcPort, log: silentLog });
  const signers = {
    gateway: await createIdentitySigner({ issuer: 'gateway', privateJwk: gateway.privateJwk }),
    workflow: await createIdentitySigner({ issuer: 'workflow', privateJwk: workflow.privateJwk }),
  };

  let stopping: Promise<number | null> | undefined;
  async function stop(): Promise<number | null> {
    sidecar.close();
    const code = await stopProcess(consent.child);
    await Promise.all([consent.daprd.stop(), daprd.stop(), listener.drain()]);
    return code;
  }

  return {
    events,
    database,
    output: consent.output,
    client: createServiceClient<ConsentServiceDefinition>(
      sidecar.route('consent'),
      'neighbourhood.consent.v1.ConsentService',
    ),
    /** A call whose identity is signed by the app that may assert it. */
    async callOf(options: Parameters<typeof callOf>[0] = {}): Promise<Call> {
      const call = callOf(options);
      const signer = call.identity.kind === 'execution' ? signers.workflow : signers.gateway;
      return { ...call, token: await signer.sign(call.identity) };
    },
    /** Ends everything, once; the exit code of the consent process. */
    stop: () => (stopping ??= stop()),
  };
}
