import type { Pool } from 'pg';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { createPostgresConsentStore } from '../src/repository/postgres-consent-store.ts';
import { createPostgresLedgerStore } from '../src/repository/postgres-ledger-store.ts';
import { createPostgresPurposeStore } from '../src/repository/postgres-purpose-store.ts';

/** openTestDatabase makes a fresh, migrated database; end the pool in afterAll. */
export async function openTestDatabase() {
  const { url } = await testPostgres();
  const pool: Pool = createPool({ connectionString: url, max: 20, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
  return {
    url,
    pool,
    store: createPostgresConsentStore(pool),
    ledger: createPostgresLedgerStore(pool),
    purposes: createPostgresPurposeStore(pool),
  };
}
