import { databaseReady } from '@neighbourhood/shared/database/pool';
import { openDatabase, relayOutbox } from '@neighbourhood/shared/process/database';
import { following } from '@neighbourhood/shared/process/secrets';
import { serve } from '@neighbourhood/shared/process/serve';
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
  const { config, log, sidecar } = base;

  const pool = await openDatabase(base, 'consent-database', new URL('../migrations/', import.meta.url));

  const app = createConsentApp({
    store: createPostgresConsentStore(pool),
    ledger: createPostgresLedgerStore(pool),
    purposes: createPostgresPurposeStore(pool),
    timers: createDaprExpiryTimers({ jobs: sidecar.jobs, prefix: jobNames.expire, log }),
    signer: following(
      await base.secretJson('consent-receipt-key', (keys: ReceiptKeys) => createJoseSigner(keys)),
    ),
    terms: base.live.view(({ terms }) => terms),
    profile: config.receipts,
    clock: () => new Date(),
  });

  relayOutbox(base, pool);

  await serve(base, {
    services: [createConsentService(app)],
    jobs: createJobHandlers(app),
    ready: () => databaseReady(pool),
  });

  // At every start, since a restart also restarts the job's interval.
  await reconcile(app, log);
  const seconds = Math.ceil(config.ledger.reconcileEvery / 1000);
  await sidecar.jobs.schedule(jobNames.reconcile, { schedule: `@every ${seconds}s` });
});
