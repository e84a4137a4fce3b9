import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';

/** migratedPool opens a fresh database with the service's tables. */
export async function migratedPool(): Promise<Pool> {
  const { url } = await testPostgres();
  const pool = createPool({ connectionString: url, max: 10, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
  return pool;
}

/** dataKeyIn makes sure that a workspace has a data key. */
export async function dataKeyIn(pool: Pool, workspaceId: string): Promise<string> {
  const keys = createPostgresDataKeys(pool);
  await keys.add(workspaceId, { wrapped: Buffer.from('wrapped'), wrappingKeyId: 'k1' });
  return (await keys.current(workspaceId))!.id;
}

/** eventTypesIn reads the types of a workspace's events in the outbox, in order. */
export async function eventTypesIn(pool: Pool, workspaceId: string): Promise<string[]> {
  const { rows } = await pool.query<{ type: string }>(
    "SELECT event ->> 'type' AS type FROM outbox WHERE event ->> 'workspaceId' = $1 ORDER BY position",
    [workspaceId],
  );
  return rows.map(({ type }) => type);
}
