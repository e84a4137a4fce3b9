import { readFileSync } from 'node:fs';
import { migrate } from '../database/migrate.ts';
import { createPool } from '../database/pool.ts';
import { createLogger } from '../logger/logger.ts';

/**
 * runMigrations brings an app's database to the newest version and ends the process: before a roll-out, so that no
 * replica waits for it at its start. The URL is `DATABASE_URL`, or in the file that `DATABASE_URL_FILE` names; no
 * sidecar is needed. Exits with 1 where it fails.
 */
export async function runMigrations(app: string, migrations: URL): Promise<never> {
  const log = createLogger({ app });
  const { DATABASE_URL: url, DATABASE_URL_FILE: file } = process.env;
  try {
    const connectionString = file === undefined ? url : readFileSync(file, 'utf8').trim();
    if (connectionString === undefined || connectionString === '')
      throw new Error('Which database? Set DATABASE_URL, or DATABASE_URL_FILE');
    const pool = createPool({ connectionString, max: 1, log });
    await migrate(pool, migrations, log);
    await pool.end();
  } catch (err) {
    log.fatal({ err }, err instanceof Error ? err.message : 'failed');
    process.exit(1);
  }
  log.info('the database is at its newest version');
  process.exit(0);
}
