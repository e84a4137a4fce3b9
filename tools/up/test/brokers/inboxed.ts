import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { firstTime } from '@neighbourhood/shared/database/inbox';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, withTransaction } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';

/** Inboxed is a consumer's database: the inbox, and a table of effects. */
export interface Inboxed {
  /** Has the effect of an event, once, as every service does. */
  apply(eventId: string): Promise<void>;
  effectsOf(eventId: string): Promise<number>;
  stop(): Promise<void>;
}

/** startInboxed makes one on a real PostgreSQL. */
export async function startInboxed(): Promise<Inboxed> {
  const { url } = await testPostgres();
  const pool = createPool({ connectionString: url, max: 4, log: silentLog });
  const noMigrations = await mkdtemp(path.join(tmpdir(), 'none-'));
  await migrate(pool, pathToFileURL(`${noMigrations}/`), silentLog);
  await rm(noMigrations, { recursive: true });
  await pool.query('CREATE TABLE effects (event_id text NOT NULL)');
  return {
    apply: eventId =>
      withTransaction(pool, async client => {
        if (!(await firstTime(client, 'suite', eventId))) return;
        await client.query('INSERT INTO effects VALUES ($1)', [eventId]);
      }),
    async effectsOf(eventId) {
      const { rowCount } = await pool.query('SELECT 1 FROM effects WHERE event_id = $1', [eventId]);
      return rowCount ?? 0;
    },
    stop: () => pool.end(),
  };
}
