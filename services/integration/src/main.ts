import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import { components } from '@neighbourhood/shared/dapr/components';
import { databaseReady } from '@neighbourhood/shared/database/pool';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { openDatabase, relayOutbox } from '@neighbourhood/shared/process/database';
import { serve } from '@neighbourhood/shared/process/serve';
import { startProcess } from '@neighbourhood/shared/process/start';
import { createIntegrationApp } from './app.ts';
import { createIntegrationService } from './delivery/grpc.ts';
import { createJobHandlers, scheduleCleaning } from './delivery/jobs.ts';
import { checkSchema } from './infrastructure/ajv-check-schema.ts';
import { integrationConfig } from './infrastructure/config.ts';
import { createEnvelopeCipher } from './infrastructure/envelope-cipher.ts';
import { createGrpcConsents } from './infrastructure/grpc-consents.ts';
import { createGrpcRedirectUris } from './infrastructure/grpc-redirect-uris.ts';
import { createProviderAccess } from './infrastructure/provider-access.ts';
import { createRewrap, watchStaleKeys } from './infrastructure/rewrap-data-keys.ts';
import { createSecretClients } from './infrastructure/secret-clients.ts';
import { createWrapping } from './infrastructure/wrapping.ts';
import { loadCatalogue } from './infrastructure/yaml-catalogue.ts';
import { createDaprPendingAuthorizations } from './repository/dapr-pending-authorizations.ts';
import { createPostgresConnections } from './repository/postgres-connections.ts';
import { createPostgresDataKeys } from './repository/postgres-data-keys.ts';
import { createPostgresRuns, forgetRuns } from './repository/postgres-runs.ts';

/** Connections to one provider, of all workspaces together; what one workspace may have is actions.concurrency. */
const mostConnections = 256;

await startProcess('integration', integrationConfig, async base => {
  const { config, log, metrics, sidecar, onStop } = base;
  const now = () => new Date();
  const { auth, consent } = config.services;

  const catalogue = await loadCatalogue(new URL('../catalogue/', import.meta.url), {
    profile: config.profile,
    baseUrls: config.catalogue.baseUrls,
    browserUrls: config.catalogue.browserUrls,
  });
  const pool = await openDatabase(base, 'integration-database', new URL('../migrations/', import.meta.url));

  const newAgent = () => {
    const agent = createGuardedAgent({
      profile: config.profile,
      ...config.ssrf,
      maxResponseSize: config.actions.maxAnswer,
      headersTimeoutMs: config.actions.attemptTimeout,
      bodyTimeoutMs: config.actions.attemptTimeout,
      connections: mostConnections,
    });
    onStop(() => agent.close());
    return agent;
  };

  const clients = createSecretClients({
    secret: name => sidecar.secret(name),
    log,
    now: Date.now,
    rememberMs: config.catalogue.rememberClients,
  });
  // Whoever lists providers first need not wait for each client's secret.
  const warm = Promise.all(catalogue.list().map(({ id }) => clients.find(id)));
  warm.catch((err: unknown) => {
    log.warn({ err }, 'the OAuth clients could not be read yet');
  });

  const dataKeys = createPostgresDataKeys(pool);
  const wrapping = await base.secretJson('integration-wrapping-keys', createWrapping);
  const rewrap = createRewrap({ keys: dataKeys, wrapping, log });
  wrapping.onChange(rewrap);
  watchStaleKeys({ keys: dataKeys, wrapping, registry: metrics.registry });

  const app = createIntegrationApp({
    catalogue,
    clients,
    connections: createPostgresConnections(pool),
    cipher: createEnvelopeCipher(dataKeys, wrapping),
    pending: createDaprPendingAuthorizations(sidecar.state(components.state)),
    runs: createPostgresRuns(pool),
    ...createProviderAccess({
      dispatcher: newAgent(),
      tokenDispatcher: newAgent(),
      actions: base.live.view(({ actions }) => actions),
      now,
    }),
    consents: createGrpcConsents(
      createServiceClient<ConsentServiceDefinition>(
        sidecar.route('consent', consent.address, consent.token),
        'neighbourhood.consent.v1.ConsentService',
        consent,
      ),
    ),
    redirectUris: createGrpcRedirectUris(
      createServiceClient<AuthServiceDefinition>(
        sidecar.route('auth', auth.address, auth.token),
        'neighbourhood.auth.v1.AuthService',
        auth,
      ),
    ),
    checkSchema,
    now,
    settings: {
      publicUrl: config.publicUrl,
      authorizationTtlSeconds: config.connections.authorizationTtl / 1_000,
      refreshMarginMs: config.connections.refreshMargin,
      tokenTimeoutMs: config.connections.tokenTimeout,
      revokeTimeoutMs: config.connections.revokeTimeout,
      leaseSeconds: config.actions.lease / 1_000,
    },
  });

  relayOutbox(base, pool);

  await serve(base, {
    services: [createIntegrationService(app)],
    jobs: createJobHandlers(() => forgetRuns(pool), rewrap),
    ready: () => databaseReady(pool),
  });

  await scheduleCleaning(sidecar.jobs);
  rewrap();
});
