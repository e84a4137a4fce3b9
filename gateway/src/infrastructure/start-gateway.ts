import { type JSONWebKeySet, type JWK } from 'jose';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { components } from '@neighbourhood/shared/dapr/components';
import { type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { newId } from '@neighbourhood/shared/ids/typed-id';
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
import { createIdempotencyStore } from './idempotency-store.ts';
import { createLeasedLimiter } from './leased-limiter.ts';
import { connectServices, type ServiceName } from './services.ts';
import { createSharedRevocations } from './shared-revocations.ts';

const serviceNames: readonly ServiceName[] = ['auth', 'integration', 'workflow', 'consent', 'notification'];

/** settingsOf picks what the API itself needs of the configuration. */
export function settingsOf({ server, cors, limits, profile }: GatewayConfig): GatewaySettings {
  const bucket = ({ capacity, window }: { capacity: number; window: number }) => ({
    capacity,
    windowSeconds: window / 1000,
  });
  return {
    timeoutMs: server.timeout,
    bodyLimitBytes: server.bodyLimit,
    trustedProxies: server.trustedProxies,
    https: server.publicUrl.startsWith('https:'),
    cors,
    limits: {
      address: bucket(limits.address),
      user: bucket(limits.user),
      workspace: bucket(limits.workspace),
      apiKeyBurst: limits.apiKeyBurst,
    },
    checkReplies: profile !== 'production',
  };
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
  const signer = await createIdentitySigner({
    issuer: 'gateway',
    privateJwk: await base.secretJson<JWK>('gateway-internal-key'),
  });
  const sign = createIdentitySigning(signer);
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
    settings: settingsOf(config),
    log,
    registry: metrics.registry,
    services,
    tokens: createAccessTokens({ fetchKeys, ...config.tokens }),
    revocations: createSharedRevocations(sidecar.state(components.sharedState)),
    apiKeys: createApiKeys(services.auth, sign),
    members: createMembers(services.auth, sign),
    sign,
    limiter: createLeasedLimiter({ store, log }),
    records: createIdempotencyStore(store, {
      keepSeconds: config.idempotency.keep / 1000,
      runSeconds: config.server.timeout / 1000 + 30,
    }),
    vault: createAnswerVault(vaultKeys.parse(await base.secretJson('gateway-idempotency-key'))),
    health,
  });
  const handler = app.callback();
  const server = await listen((request, response) => void handler(request, response), {
    host: config.server.host,
    port: config.server.port,
    timeoutMs: config.server.timeout,
    drainMs: config.server.drain,
  });
  base.onStop(async () => {
    health.drain();
    await server.drain();
  });
}
