import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { type Pool, type PoolClient } from 'pg';
import { type Log } from '../call/call.ts';

/** Any constant: migrators of one database take turns on it. */
const lockId = 7_261_944_001;

interface Migration {
  name: string;
  sql: string;
  hash: string;
}

async function readMigrations(directory: URL, prefix: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter(file => /^\d{4}_[a-z0-9_]+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async file => {
      const sql = await readFile(new URL(file, directory), 'utf8');
      return { name: prefix + file, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function apply(client: PoolClient, { name, sql, hash }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO schema_migrations (name, hash) VALUES ($1, $2)', [name, hash]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`The migration ${name} failed and was rolled back`, { cause });
  }
}

/**
 * migrate brings the database to the newest version: outbox and inbox first, then the files `0001_name.sql` … of
 * `directory` (with a trailing slash), each in a transaction of its own, under an advisory lock so that replicas
 * may start at once. Fails when a file that was applied has been changed since.
 */
export async function migrate(pool: Pool, directory: URL, log: Log): Promise<void> {
  const migrations = [
    ...(await readMigrations(new URL('./migrations/', import.meta.url), 'shared/')),
    ...(await readMigrations(directory, '')),
  ];
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [lockId]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM schema_migrations',
    );
    const applied = new Map(rows.map(({ name, hash }) => [name, hash]));
    for (const migration of migrations) {
      const known = applied.get(migration.name);
      if (known !== undefined && known !== migration.hash)
        throw new Error(
          `The migration ${migration.name} was changed after it had been applied; add a new file instead`,
        );
      if (known !== undefined) continue;
      await apply(client, migration);
      log.info({ migration: migration.name }, 'migrated');
    }
  } finally {
    // Ending the connection frees the lock, and the statement timeout with it.
    client.release(true);
  }
}
