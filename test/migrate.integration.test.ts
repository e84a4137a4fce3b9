import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import pg from 'pg';

const run = (service: string, env: NodeJS.ProcessEnv) =>
  spawnSync(process.execPath, [`services/${service}/src/migrate.ts`], {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });

test.each(['auth', 'integration', 'workflow', 'consent'])(
  '%s: the command migrates an empty database, and finds nothing to do afterwards',
  async service => {
    const { url } = await testPostgres();
    const file = join(mkdtempSync(join(tmpdir(), 'migrate-')), 'url');
    writeFileSync(file, `${url}\n`);
    const first = run(service, { DATABASE_URL_FILE: file });
    expect([first.status, first.stdout]).toEqual([0, expect.stringContaining('"migration":"0001_')]);
    const second = run(service, { DATABASE_URL: url });
    expect([second.status, second.stdout]).toEqual([0, expect.not.stringContaining('"migration":')]);

    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations');
    await client.end();
    expect(rows.map(({ name }) => name)).toContain('shared/0001_outbox_inbox.sql');
  },
);

test('without a database it says what is missing, and with one that is not there it fails', () => {
  const nothing = run('auth', {});
  expect([nothing.status, nothing.stdout]).toEqual([1, expect.stringContaining('DATABASE_URL_FILE')]);
  const nobody = run('auth', { DATABASE_URL: 'postgresql://auth:guess@127.0.0.1:1/auth' });
  expect([nobody.status, nobody.stdout]).toEqual([1, expect.not.stringContaining('guess')]);
});
