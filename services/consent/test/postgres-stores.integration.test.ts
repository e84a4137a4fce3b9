import type { Pool } from 'pg';
import { withTransaction } from '@neighbourhood/shared/database/pool';
import { createPostgresConsentStore } from '../src/repository/postgres-consent-store.ts';
import { storesContract } from './stores.contract.ts';
import { openTestDatabase } from './test-database.ts';

let pool: Pool;
afterAll(() => pool.end());

storesContract('the PostgreSQL store', async () => {
  const database = await openTestDatabase();
  pool = database.pool;
  return {
    ...database,
    async announced(workspaceId) {
      const found = await pool.query<{ event_id: string }>(
        "SELECT event_id FROM outbox WHERE event->>'workspaceId' = $1",
        [workspaceId],
      );
      return found.rows.map(row => row.event_id);
    },
  };
});

describe('validation', () => {
  it('is one query that finds its rows by indexes alone', async () => {
    const queries: { text: string; values: unknown[] }[] = [];
    const recorder = {
      query: async (query: (typeof queries)[number]) => (queries.push(query), { rows: [] }),
    };
    await createPostgresConsentStore(recorder as never).standings('wsp_one', 'end-user-1', 'slack');
    expect(queries).toHaveLength(1);
    const { text, values } = queries[0]!;
    const plan = await withTransaction(pool, async client => {
      await client.query('SET LOCAL enable_seqscan = off');
      return JSON.stringify((await client.query(`EXPLAIN ${text}`, values)).rows);
    });
    expect(plan).toContain('consent_purposes_pkey');
    expect(plan).toContain('consents_pkey');
    expect(plan).not.toContain('Seq Scan');
  });
});
