import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Rows says how many rows each table of each database has. */
export type Rows = Record<string, number>;

async function read(url: string, text: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function countAll(postgresUrl: string): Promise<Rows> {
  const databases = await read(postgresUrl, 'select datname from pg_database where not datistemplate');
  const counts = databases.map(async ({ datname = '' }) => {
    const url = new URL(postgresUrl);
    url.pathname = `/${datname}`;
    const tables = await read(
      url.href,
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'places'`,
    );
    if (tables.length === 0) return [];
    const counting = tables.map(
      ({ name = '' }) => `select '${name.replaceAll("'", "''")}' as name, count(*) from ${name}`,
    );
    const rows = await read(url.href, counting.join(' union all '));
    return rows.map(({ name = '', count }) => [`${datname} ${name}`, Number(count)] as const);
  });
  return Object.fromEntries((await Promise.all(counts)).flat());
}

/**
 * countRows counts what all services have stored, MongoDB's documents too, which FerretDB keeps in PostgreSQL; once
 * nothing is being written any more. Places at work are leases, which processes take and give back by themselves.
 */
export async function countRows(postgresUrl: string): Promise<Rows> {
  let rows = await countAll(postgresUrl);
  for (let tries = 0; tries < 60; tries += 1) {
    await pause(500);
    const next = await countAll(postgresUrl);
    if (JSON.stringify(next) === JSON.stringify(rows)) break;
    rows = next;
  }
  return rows;
}
