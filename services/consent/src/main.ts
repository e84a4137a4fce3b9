import { migrate } from '@neighbourhood/shared/database/migrate';
import { createOutboxRelay } from '@neighbourhood/shared/database/outbox';
import { createPool } from '@neighbourhood/shared/database/pool';
import { createGrpcServer } from '@neighbourhood/shared/grpc/server';
import { startProcess } from '@neighbourhood/shared/process/start';
import { createConsentApp } from './app.ts';
import { createConsentService } from './delivery/grpc.ts';
import { createJobHandlers, jobNames, reconcile } from './delivery/jobs.ts';
import { consentConfig } from './infrastructure/config.ts';
import { createDaprExpiryTimers } from './infrastructure/dapr-expiry-timers.ts';
import { createJoseSigner, type ReceiptKeys } from './infrastructure/jose-signer.ts';
import { createPostgresConsentStore } from './repository/postgres-consent-store.ts';
import { createPostgresLedgerStore } from './repository/postgres-ledger-store.ts';
import { createPostgresPurposeStore } from './repository/postgres-purpose-store.ts';

await startProcess('consent', consentConfig, async base => {
  const { config, log, metrics, sidecar, onStop } = base;

  const pool = createPool({
    connectionString: await sidecar.secret('consent-database'),
    max: config.database.maxConnections,
    log,
    registry: metrics.registry,
  });
  onStop(() => pool.end());
  await migrate(pool, new URL('../migrations/', import.meta.url), log);

  const app = createConsentApp({
    store: createPostgresConsentStore(pool),
    ledger: createPostgresLedgerStore(pool),
    purposes: createPostgresPurposeStore(pool),
    timers: createDaprExpiryTimers({ jobs: sidecar.jobs, prefix: jobNames.expire, log }),
    signer: await createJoseSigner(await base.secretJson<ReceiptKeys>('consent-receipt-key')),
    terms: config.terms,
    profile: config.receipts,
    clock: () => new Date(),
  });

  const relay = createOutboxRelay({ pool, publish: sidecar.publish, log });
  relay.start();
  onStop(() => relay.stop());

  const server = createGrpcServer({
    log,
    metrics,
    verifier: base.verifier,
    appToken: base.appToken,
    services: [createConsentService(app)],
    jobs: createJobHandlers(app),
  });
  await server.listen(config.server.port, config.server.host);
  onStop(() => server.drain());

  // At every start, since a restart also restarts the job's interval.
  await reconcile(app, log);
  const seconds = Math.ceil(config.ledger.reconcileEvery / 1000);
  await sidecar.jobs.schedule(jobNames.reconcile, { schedule: `@every ${seconds}s` });
});
