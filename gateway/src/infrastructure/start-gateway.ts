import { type JSONWebKeySet } from 'jose';
import { type LiveConfig } from '@neighbourhood/shared/config/live';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { currentKey, type SigningKeys } from '@neighbourhood/shared/grpc/signing-keys';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { components } from '@neighbourhood/shared/dapr/components';
import { type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { following } from '@neighbourhood/shared/process/secrets';
import { type Base } from '@neighbourhood/shared/process/start';
import { createGateway, type GatewaySettings } from '../app.ts';
import { nobody } from '../domain/principal.ts';
import { createHealth, type Health } from '../usecase/health.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createAnswerVault, vaultKeys } from './answer-vault.ts';
import { createApiKeys, createMembers } from './auth-lookups.ts';
import { createIdentitySigning } from './caller-identity.ts';
import { type GatewayConfig } from './config.ts';
import { createGrpcProbe } from './grpc-health.ts';
import { listen } from './http-server.ts';
import { createRenewingTls } from './renewing-tls.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import { createLeasedLimiter } from './leased-limiter.ts';
import { connectServices, type ServiceName } from './services.ts';
import { createSharedRevocations } from './shared-revocations.ts';
import { startMigration } from './start-migration.ts';

const serviceNames: readonly ServiceName[] = ['auth', 'integration', 'workflow', 'consent', 'notification'];

/** settingsOf picks what the API itself needs of the configuration. */
export function settingsOf({ server, cors, limits, features, profile }: GatewayConfig): GatewaySettings {
  const bucket = ({ capacity, window }: { capacity: number; window: number }) => ({
    capacity,
    windowSeconds: window / 1000,
  });
  return {
    timeoutMs: server.timeout,
    bodyLimitBytes: server.bodyLimit,
    transferTimeoutMs: server.transferTimeout,
    transferLimitBytes: server.transferLimit,
    trustedProxies: server.trustedProxies,
    https: server.publicUrl.startsWith('https:'),
    clientCertificates: server.tls?.clientCaFile !== undefined,
    cors,
    limits: {
      address: bucket(limits.address),
      user: bucket(limits.user),
      workspace: bucket(limits.workspace),
      executions: bucket(limits.executions),
      apiKeyBurst: limits.apiKeyBurst,
    },
    features,
    checkReplies: profile !== 'production',
  };
}

/** The settings as they are when they are read: limits, timeout and features may change while the gateway runs. */
function liveSettings(live: LiveConfig<GatewayConfig>): GatewaySettings {
  const limits = live.view(config => settingsOf(config).limits);
  return live.view(config => ({ ...settingsOf(config), limits }));
}

/** Nothing works without sidecar, state store and auth; without another service only its own routes fail. */
function healthOf(sidecar: Sidecar, config: GatewayConfig): Health {
  const store = sidecar.state(components.state);
  const probes = serviceNames.map(name => {
    const { address, token } = config.services[name];
    return [name, createGrpcProbe(sidecar.route(name, address, token))] as const;
  });
  const { auth = async () => false, ...optional } = Object.fromEntries(probes);
  return createHealth({
    needed: {
      sidecar: () => sidecar.healthy(),
      state: () => store.get('health').then(() => true),
      auth,
    },
    optional,
  });
}

/** startGateway connects everything and listens; told to stop, it finishes what it began. */
export async function startGateway(base: Base<GatewayConfig>): Promise<void> {
  const { config, log, sidecar, metrics } = base;
  const services = connectServices(sidecar, config.services);
  const signer = await base.secretJson('gateway-internal-key', (keys: SigningKeys) =>
    createIdentitySigner({ issuer: 'gateway', privateJwk: currentKey(keys) }),
  );
  const vault = await base.secretJson('gateway-idempotency-key', (keys: unknown) =>
    createAnswerVault(vaultKeys.parse(keys)),
  );
  const sign = createIdentitySigning(following(signer));
  const store = sidecar.state(components.state);
  const health = healthOf(sidecar, config);

  async function fetchKeys(): Promise<JSONWebKeySet> {
    const call = {
      requestId: newId('req'),
      token: await sign(nobody),
      deadline: new Date(Date.now() + 5_000),
    };
    const { jwks } = await services.auth.GetJwks({}, call);
    return fromValue(jwks) as unknown as JSONWebKeySet;
  }

  const app = createGateway({
    settings: liveSettings(base.live),
    log,
    registry: metrics.registry,
    services,
    tokens: createAccessTokens({ fetchKeys, ...config.tokens }),
    revocations: createSharedRevocations(sidecar.state(components.sharedState)),
    apiKeys: createApiKeys(services.auth, sign),
    members: createMembers(services.auth, sign),
    sign,
    limiter: createLeasedLimiter({ store, log }),
    records: createIdempotencyStore(
      store,
      base.live.view(({ idempotency, server }) => ({
        keepSeconds: idempotency.keep / 1000,
        runSeconds: server.timeout / 1000 + 30,
      })),
    ),
    vault: following(vault),
    health,
    migration: await startMigration(base),
  });
  const handler = app.callback();
  const tls = config.server.tls && createRenewingTls(config.server.tls, { log, registry: metrics.registry });
  const server = await listen((request, response) => void handler(request, response), {
    host: config.server.host,
    port: config.server.port,
    timeoutMs: Math.max(config.server.timeout, config.server.transferTimeout),
    drainMs: config.server.drain,
    tls: tls?.listening,
  });
  if (tls) base.onStop(tls.follow(server));
  base.onStop(async () => {
    health.drain();
    await server.drain();
  });
}
