import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import { components } from '@neighbourhood/shared/dapr/components';
import { databaseReady } from '@neighbourhood/shared/database/pool';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { openDatabase, relayOutbox } from '@neighbourhood/shared/process/database';
import { repeat } from '@neighbourhood/shared/process/repeat';
import { serve } from '@neighbourhood/shared/process/serve';
import { startProcess } from '@neighbourhood/shared/process/start';
import { createIntegrationApp } from './app.ts';
import { createIntegrationService } from './delivery/grpc.ts';
import { createJobHandlers, scheduleCleaning } from './delivery/jobs.ts';
import { checkSchema } from './infrastructure/ajv-check-schema.ts';
import { integrationConfig } from './infrastructure/config.ts';
import { checkSettings, createCheckMetrics } from './infrastructure/connection-checks.ts';
import { createCursorSeals } from './infrastructure/cursor-seals.ts';
import { createEnvelopeCipher } from './infrastructure/envelope-cipher.ts';
import { createGrpcConsents } from './infrastructure/grpc-consents.ts';
import { createGrpcRedirectUris } from './infrastructure/grpc-redirect-uris.ts';
import { createProviderAccess } from './infrastructure/provider-access.ts';
import { startRenewalLoop } from './infrastructure/renewal-loop.ts';
import { createRewrap, watchStaleKeys } from './infrastructure/rewrap-data-keys.ts';
import { createProviderMetrics } from './infrastructure/provider-metrics.ts';
import { createReadDefinition } from './infrastructure/read-definition.ts';
import { rotateDataKeys } from './infrastructure/rotate-data-keys.ts';
import { createSecretClients } from './infrastructure/secret-clients.ts';
import { createWrapping } from './infrastructure/wrapping.ts';
import { createLiveCatalogue, watchCatalogue } from './infrastructure/watch-catalogue.ts';
import { loadCatalogue } from './infrastructure/yaml-catalogue.ts';
import { createDaprPendingAuthorizations } from './repository/dapr-pending-authorizations.ts';
import { createPostgresAccountConnections } from './repository/postgres-account-connections.ts';
import { createPostgresConnections } from './repository/postgres-connections.ts';
import { createPostgresDueConnections } from './repository/postgres-due-connections.ts';
import { createPostgresDataKeys } from './repository/postgres-data-keys.ts';
import { createPostgresDueRenewals } from './repository/postgres-due-renewals.ts';
import { createPostgresOwnClients, forgetUnusedClients } from './repository/postgres-own-clients.ts';
import { createPostgresOwnProviders } from './repository/postgres-own-providers.ts';
import { createPostgresRotatedKeys, forgetDataKeys } from './repository/postgres-rotated-keys.ts';
import { createPostgresRuns, forgetRuns } from './repository/postgres-runs.ts';
import { usedProviders } from './repository/postgres-used-providers.ts';
import type { ProviderCatalogue } from './usecase/ports.ts';

/** Connections to one provider, of all workspaces together; what one workspace may have is actions.concurrency. */
const mostConnections = 256;

const catalogueFolder = new URL('../catalogue/', import.meta.url);

await startProcess('integration', integrationConfig, async base => {
  const { config, log, metrics, sidecar, onStop } = base;
  const now = () => new Date();
  const { auth, consent } = config.services;

  const load = () =>
    loadCatalogue(catalogueFolder, {
      profile: config.profile,
      baseUrls: config.catalogue.baseUrls,
      browserUrls: config.catalogue.browserUrls,
    });
  const catalogue = createLiveCatalogue(await load());
  const pool = await openDatabase(base, 'integration-database', new URL('../migrations/', import.meta.url));

  const readDefinition = createReadDefinition({ profile: config.profile, ...config.ssrf });
  const ownProviders = createPostgresOwnProviders({ pool, read: readDefinition, log });
  await ownProviders.put(catalogue.list());
  if (config.profile === 'local') {
    const onLoaded = async (next: ProviderCatalogue) => {
      catalogue.exchange(next);
      await ownProviders.put(next.list());
    };
    onStop(watchCatalogue({ directory: catalogueFolder, load, onLoaded, log }));
  }

  const newAgent = () => {
    const agent = createGuardedAgent({
      profile: config.profile,
      ...config.ssrf,
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

  const access = createProviderAccess({
    dispatcher: newAgent(),
    tokenDispatcher: newAgent(),
    store: sidecar.state(components.state),
    log,
    actions: base.live.view(({ actions }) => actions),
    metrics: createProviderMetrics(metrics.registry, id => catalogue.find(id) !== undefined),
    probeEveryMs: config.catalogue.probeEvery,
    now,
  });
  const app = createIntegrationApp({
    catalogue,
    clients,
    ownProviders,
    readDefinition,
    due: createPostgresDueRenewals(pool),
    ownClients: createPostgresOwnClients(pool),
    connections: createPostgresConnections(pool),
    accounts: createPostgresAccountConnections(pool),
    watch: {
      due: createPostgresDueConnections(pool),
      told: createCheckMetrics(metrics.registry),
      settings: base.live.view(({ connections }) => checkSettings(connections)),
      log,
    },
    cipher: createEnvelopeCipher(dataKeys, wrapping),
    cursors: createCursorSeals(wrapping),
    pending: createDaprPendingAuthorizations(sidecar.state(components.state)),
    runs: createPostgresRuns(pool),
    ...access,
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
      renewal: {
        timeoutMs: config.connections.tokenTimeout,
        aheadMs: config.connections.renewAhead,
        idleMs: config.connections.renewIdle,
      },
      usedWithinMs: config.connections.renewUsedWithin,
      revokeTimeoutMs: config.connections.revokeTimeout,
      leaseSeconds: config.actions.lease / 1_000,
      mostBytes: config.actions.maxTransfer,
    },
  });

  relayOutbox(base, pool);
  const perSecond = config.connections.renewPerSecond;
  onStop(startRenewalLoop({ renewAhead: app.renewAhead, perSecond, log }));

  const rotated = createPostgresRotatedKeys(pool, wrapping);
  const clean = async () => {
    rewrap();
    await rotateDataKeys({ keys: rotated, wrapping, log }, config.connections.dataKeyAge);
    return (await forgetRuns(pool)) + (await forgetUnusedClients(pool)) + (await forgetDataKeys(pool));
  };

  await serve(base, {
    services: [createIntegrationService(app)],
    jobs: createJobHandlers(clean),
    ready: () => databaseReady(pool),
  });

  const watching = repeat(async () => (await app.watchConnections()) > 0, config.connections.checkSweep, log);
  onStop(() => watching.stop());
  const probing = repeat(
    async () => {
      const used = await usedProviders(pool);
      await access.probes.sweep(catalogue.list().filter(({ id }) => used.has(id)));
      return false;
    },
    config.catalogue.probeEvery / 4,
    log,
  );
  onStop(() => probing.stop());
  await scheduleCleaning(sidecar.jobs);
  rewrap();
});
