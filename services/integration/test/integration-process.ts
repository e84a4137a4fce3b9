import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner, createIdentityVerifier } from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer, implement } from '@neighbourhood/shared/grpc/server';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createMetrics } from '@neighbourhood/shared/metrics/metrics';
import { fileSecrets, redisComponents, subscription } from '@neighbourhood/shared/testing/components';
import { type DaprResource, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { exportJWK, generateKeyPair } from 'jose';
import { callIn, newWrappingKeys } from './harness.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** World is what the services around this one answer, and what they heard. */
export interface World {
  /** Reason for which consent is refused; undefined allows. */
  refusal: 'REFUSAL_REASON_REVOKED' | undefined;
  redirectUris: string[];
  /** Calls that asked for consent. */
  asked: Call[];
  events: CloudEvent[];
}

async function newIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    privateJwk: { ...(await exportJWK(privateKey)), kid: 'test' },
    set: { keys: [{ ...(await exportJWK(publicKey)), kid: 'test' }] },
  };
}

/** writeSecrets writes the service's secrets as the launcher would. */
async function writeSecrets(keys: object, sandbox: Sandbox, name: string): Promise<string> {
  const { url } = await testPostgres();
  const { clientId, clientSecret } = sandbox;
  const file = path.join(testServers().directory, `integration-${name}.json`);
  const secrets = {
    'integration-database': url,
    'integration-wrapping-keys': JSON.stringify(newWrappingKeys()),
    'internal-jwks': JSON.stringify(keys),
    'provider-sandbox': JSON.stringify({ clientId, clientSecret }),
  };
  await writeFile(file, JSON.stringify(secrets));
  return file;
}

/** startService runs `src/main.ts` as a process of its own next to a real sidecar. */
async function startService(components: DaprResource[], sandbox: Sandbox) {
  const appPort = await freePort();
  const tokens = { DAPR_API_TOKEN: 'api-token', APP_API_TOKEN: 'app-token' };
  const daprd = await startDaprd({
    appId: 'integration',
    appPort,
    components,
    apiToken: tokens.DAPR_API_TOKEN,
    appToken: tokens.APP_API_TOKEN,
    waitUntilReady: false,
  });
  const flags = [
    `--catalogue.baseUrls.sandbox=${sandbox.url}`,
    '--services.auth.address=world',
    '--services.consent.address=world',
  ];
  const child = spawn(process.execPath, ['services/integration/src/main.ts', ...flags], {
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

/** startWorld is an app that stands for consent, auth and whoever hears the events, and calls as the gateway does. */
async function startWorld(
  world: World,
  keys: Parameters<typeof createIdentityVerifier>[0],
  components: DaprResource[],
) {
  const server = createGrpcServer({
    log: createLogger({ app: 'world', level: 'silent' }),
    metrics: createMetrics('world'),
    verifier: createIdentityVerifier(keys),
    services: [
      implement<ConsentServiceDefinition>('neighbourhood.consent.v1.ConsentService', {
        async ValidateConsent(_request, call) {
          world.asked.push(call);
          return world.refusal === undefined ? { valid: true } : { valid: false, reason: world.refusal };
        },
      }),
      implement<AuthServiceDefinition>('neighbourhood.auth.v1.AuthService', {
        GetRedirectUris: async () => ({ redirectUris: world.redirectUris }),
      }),
    ],
    events: { '/events/integration': async event => void world.events.push(event) },
  });
  const appPort = await server.listen(0);
  const hears = subscription('world', 'integration.events', '/events/integration');
  const daprd = await startDaprd({ appId: 'world', appPort, components: [...components, hears] });
  const sidecar = createSidecar({ grpcPort: daprd.grpcPort, log: silentLog });
  return { server, daprd, sidecar };
}

async function stopProcess(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGTERM');
  return (await exited)[0];
}

/** startPlatform runs the service between two real sidecars, a real provider, PostgreSQL and Redis. */
export async function startPlatform(
  given: { redis?: Awaited<ReturnType<typeof testRedis>>; accessTokenTtl?: number } = {},
) {
  const { accessTokenTtl } = given;
  const [redis, gateway, workflow, sandbox] = await Promise.all([
    given.redis ?? testRedis(),
    newIssuer(),
    newIssuer(),
    startSandbox(accessTokenTtl === undefined ? {} : { accessTokenTtl }),
  ]);
  const keys = { gateway: gateway.set, workflow: workflow.set };
  const shared = redisComponents(redis, given.redis && { ...given.redis, database: 1 });
  const secrets = await writeSecrets(keys, sandbox, String(redis.database));
  const service = await startService([...shared, fileSecrets(secrets)], sandbox);
  const world: World = {
    refusal: undefined,
    redirectUris: ['https://app.example/done'],
    asked: [],
    events: [],
  };
  const outside = await startWorld(world, keys, shared);
  const signer = await createIdentitySigner({ issuer: 'gateway', privateJwk: gateway.privateJwk });

  let stopping: Promise<number | null> | undefined;
  async function stop(): Promise<number | null> {
    outside.sidecar.close();
    const code = await stopProcess(service.child);
    await Promise.all([service.daprd.stop(), outside.daprd.stop(), outside.server.drain(), sandbox.stop()]);
    return code;
  }

  return {
    world,
    sandbox,
    output: service.output,
    client: createServiceClient<IntegrationServiceDefinition>(
      outside.sidecar.route('integration'),
      'neighbourhood.integration.v1.IntegrationService',
    ),
    /** A call of a workspace, signed as the gateway signs. */
    async callOf(workspaceId: string, options: Parameters<typeof callIn>[1] = {}): Promise<Call> {
      const call = callIn(workspaceId, options);
      return { ...call, token: await signer.sign(call.identity) };
    },
    /** Ends everything, once; the exit code of the service. */
    stop: () => (stopping ??= stop()),
  };
}
