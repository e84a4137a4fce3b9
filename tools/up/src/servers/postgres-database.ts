import pg from 'pg';

/** DatabaseSpec is a database and the one role that owns it and may connect to it. */
export interface DatabaseSpec {
  name: string;
  role: string;
  password: string;
}

/**
 * createDatabase makes role and database when they are absent, and sets the role's password, so that
 * it may be called at every start. Returns the URL for the role.
 */
export async function createDatabase(
  superuserUrl: string,
  { name, role, password }: DatabaseSpec,
): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const roleName = pg.escapeIdentifier(role);
    const exists = async (sql: string, value: string): Promise<boolean> =>
      (await client.query(sql, [value])).rowCount !== 0;
    const verb = (await exists('select 1 from pg_roles where rolname = $1', role)) ? 'alter' : 'create';
    await client.query(`${verb} role ${roleName} login password ${pg.escapeLiteral(password)}`);
    if (!(await exists('select 1 from pg_database where datname = $1', name))) {
      await client.query(`create database ${pg.escapeIdentifier(name)} owner ${roleName}`);
    }
    // By default every role may connect to every database.
    await client.query(`revoke connect on database ${pg.escapeIdentifier(name)} from public`);
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  url.pathname = `/${name}`;
  return url.href;
}
