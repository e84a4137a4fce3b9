import { migrate } from '@neighbourhood/shared/database/migrate';
import { createOutboxRelay } from '@neighbourhood/shared/database/outbox';
import { createPool } from '@neighbourhood/shared/database/pool';
import { components } from '@neighbourhood/shared/dapr/components';
import { createGrpcServer } from '@neighbourhood/shared/grpc/server';
import { startProcess } from '@neighbourhood/shared/process/start';
import { createAuthApp } from './app.ts';
import { createAuthService } from './delivery/grpc.ts';
import { createJobHandlers, scheduleSweep } from './delivery/jobs.ts';
import { createArgon2Hasher } from './infrastructure/argon2-hasher.ts';
import { authConfig, hasherOptions, rulesOf } from './infrastructure/config.ts';
import { createDaprRevocations } from './infrastructure/dapr-revocations.ts';
import { createDaprSessionCache } from './infrastructure/dapr-session-cache.ts';
import { createJoseAccessTokens, type PrivateKeys } from './infrastructure/jose-access-tokens.ts';
import { createSecrets } from './infrastructure/secrets.ts';
import { createPostgresStore } from './repository/postgres-store.ts';

await startProcess('auth', authConfig, async base => {
  const { config, log, metrics, sidecar, onStop } = base;

  const pool = createPool({
    connectionString: await sidecar.secret('auth-database'),
    max: config.database.maxConnections,
    log,
    registry: metrics.registry,
  });
  onStop(() => pool.end());
  await migrate(pool, new URL('../migrations/', import.meta.url), log);

  const clock = () => new Date();
  const { issuer, audience, accessTtl: lifeMs } = config.tokens;
  const keys = await base.secretJson<PrivateKeys>('auth-signing-keys');
  const tokens = await createJoseAccessTokens({ keys, issuer, audience, lifeMs, clock });
  const app = createAuthApp({
    store: createPostgresStore(pool),
    hasher: createArgon2Hasher(hasherOptions(config)),
    tokens,
    secrets: createSecrets(await sidecar.secret('auth-key-pepper')),
    cache: createDaprSessionCache(sidecar.state(components.state)),
    revocations: createDaprRevocations(sidecar.state(components.sharedState), lifeMs),
    rules: rulesOf(config),
    loopback: config.profile === 'local',
    clock,
  });

  const relay = createOutboxRelay({ pool, publish: sidecar.publish, log });
  relay.start();
  onStop(() => relay.stop());

  const server = createGrpcServer({
    log,
    metrics,
    verifier: base.verifier,
    appToken: base.appToken,
    services: [createAuthService(app, tokens.jwks)],
    jobs: createJobHandlers(app),
  });
  await server.listen(config.server.port, config.server.host);
  onStop(() => server.drain());

  await scheduleSweep(sidecar.jobs, log);
});
