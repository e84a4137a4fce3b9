import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testServers } from './servers.ts';

/** TestDatabase is an empty database of a test's own. */
export interface TestDatabase {
  /** Connection URL; the user owns the database. */
  url: string;
}

/** testPostgres makes a fresh, empty database on a real PostgreSQL server. */
export async function testPostgres(): Promise<TestDatabase> {
  const { postgresUrl } = testServers();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return { url: url.href };
}
