import { databaseReady } from '@neighbourhood/shared/database/pool';
import { components } from '@neighbourhood/shared/dapr/components';
import { openDatabase, relayOutbox } from '@neighbourhood/shared/process/database';
import { following } from '@neighbourhood/shared/process/secrets';
import { serve } from '@neighbourhood/shared/process/serve';
import { startProcess } from '@neighbourhood/shared/process/start';
import { createAuthApp } from './app.ts';
import { createAuthService } from './delivery/grpc.ts';
import { createJobHandlers, scheduleSweep } from './delivery/jobs.ts';
import { createArgon2Hasher } from './infrastructure/argon2-hasher.ts';
import { authConfig, hasherOptions, liveRules } from './infrastructure/config.ts';
import { createDaprRevocations } from './infrastructure/dapr-revocations.ts';
import { createDaprSessionCache } from './infrastructure/dapr-session-cache.ts';
import { createJoseAccessTokens, type PrivateKeys } from './infrastructure/jose-access-tokens.ts';
import { createSecrets } from './infrastructure/secrets.ts';
import { createPostgresStore } from './repository/postgres-store.ts';

await startProcess('auth', authConfig, async base => {
  const { config, log, sidecar } = base;

  const pool = await openDatabase(base, 'auth-database', new URL('../migrations/', import.meta.url));

  const clock = () => new Date();
  const { issuer, audience, accessTtl: lifeMs } = config.tokens;
  const tokens = following(
    await base.secretJson('auth-signing-keys', (keys: PrivateKeys) =>
      createJoseAccessTokens({ keys, issuer, audience, lifeMs, clock }),
    ),
  );
  const app = createAuthApp({
    store: createPostgresStore(pool),
    hasher: createArgon2Hasher(hasherOptions(config)),
    tokens,
    secrets: createSecrets(await sidecar.secret('auth-key-pepper')),
    cache: createDaprSessionCache(sidecar.state(components.state)),
    revocations: createDaprRevocations(sidecar.state(components.sharedState), lifeMs),
    rules: liveRules(base.live),
    loopback: config.profile === 'local',
    clock,
  });

  relayOutbox(base, pool);

  await serve(base, {
    services: [createAuthService(app, () => tokens.jwks)],
    jobs: createJobHandlers(app),
    ready: () => databaseReady(pool),
  });

  await scheduleSweep(sidecar.jobs, log);
});
