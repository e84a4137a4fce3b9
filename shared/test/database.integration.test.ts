import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pool } from 'pg';
import { Registry } from 'prom-client';
import { firstTime, forgetSeen } from '../database/inbox.ts';
import { migrate } from '../database/migrate.ts';
import { createPool, databaseReady, isUniqueViolation, withTransaction } from '../database/pool.ts';
import { eventually } from '../testing/eventually.ts';
import { silentLog } from '../testing/fake-call.ts';
import { testPostgres } from '../testing/postgres.ts';

let url: string;
let folder: string;
let pools: Pool[] = [];

const openPool = (max = 10) => {
  const pool = createPool({ connectionString: url, max, log: silentLog });
  pools.push(pool);
  return pool;
};
const directory = () => pathToFileURL(`${folder}/`);
const file = (name: string, sql: string) => writeFile(path.join(folder, name), sql);
const rows = async (pool: Pool, sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;

beforeEach(async () => {
  ({ url } = await testPostgres());
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  pools = [];
});

afterEach(async () => {
  await Promise.all(pools.map(pool => pool.end()));
  await rm(folder, { recursive: true });
});

describe('migrations', () => {
  test('run in the order of their numbers, once, also when five replicas start at the same time', async () => {
    await file('0001_things.sql', "CREATE TABLE things (name text); INSERT INTO things VALUES ('first')");
    await file('0010_last.sql', "INSERT INTO things VALUES ('third')");
    await file('0002_more.sql', "SELECT pg_sleep(0.3); INSERT INTO things VALUES ('second')");
    await file('notes.txt', 'not a migration');
    await Promise.all(Array.from({ length: 5 }, () => migrate(openPool(), directory(), silentLog)));
    const pool = openPool();
    expect(await rows(pool, 'SELECT name FROM things')).toEqual([
      { name: 'first' },
      { name: 'second' },
      { name: 'third' },
    ]);
    const applied = await rows(pool, 'SELECT name FROM schema_migrations ORDER BY name');
    expect(applied.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        '0001_things.sql',
        '0002_more.sql',
        '0010_last.sql',
        'shared/0001_outbox_inbox.sql',
      ]),
    );
  });

  test('that fail leave nothing of themselves, say which, and can be tried again', async () => {
    const pool = openPool();
    await file('0001_good.sql', 'CREATE TABLE good ()');
    await file('0002_bad.sql', 'CREATE TABLE half (); SELECT nonsense');
    await expect(migrate(pool, directory(), silentLog)).rejects.toThrow(/0002_bad\.sql/);
    expect(await rows(pool, "SELECT to_regclass('good') AS good, to_regclass('half') AS half")).toEqual([
      { good: 'good', half: null },
    ]);
    await file('0002_bad.sql', 'CREATE TABLE half ()');
    await migrate(pool, directory(), silentLog);
    expect(await rows(pool, "SELECT to_regclass('half') AS half")).toEqual([{ half: 'half' }]);
  });

  test('that were changed after they ran are refused', async () => {
    const pool = openPool();
    await file('0001_a.sql', 'CREATE TABLE a ()');
    await migrate(pool, directory(), silentLog);
    await migrate(pool, directory(), silentLog);
    await file('0001_a.sql', 'CREATE TABLE a (b int)');
    await expect(migrate(pool, directory(), silentLog)).rejects.toThrow(/0001_a\.sql was changed/);
  });

  test('leave no lock and no statement timeout behind', async () => {
    const pool = openPool(1);
    await migrate(pool, directory(), silentLog);
    expect(await rows(pool, 'SHOW statement_timeout')).toEqual([{ statement_timeout: '15s' }]);
    expect(await rows(pool, "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory'")).toEqual([
      { n: 0 },
    ]);
  });
});

describe('a transaction', () => {
  test('is kept as a whole, or not at all', async () => {
    const pool = openPool();
    await pool.query('CREATE TABLE t (n int PRIMARY KEY)');
    expect(
      await withTransaction(pool, async client => (await client.query('INSERT INTO t VALUES (1)')).rowCount),
    ).toBe(1);
    const failing = withTransaction(pool, async client => {
      await client.query('INSERT INTO t VALUES (2)');
      await client.query('INSERT INTO t VALUES (1)');
    });
    const failure: unknown = await failing.catch((error: unknown) => error);
    expect(isUniqueViolation(failure)).toBe(true);
    expect(isUniqueViolation(failure, 't_pkey')).toBe(true);
    expect(isUniqueViolation(failure, 'other')).toBe(false);
    expect(isUniqueViolation(new Error())).toBe(false);
    expect(await rows(pool, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
  });

  test('whose connection breaks fails, and the pool goes on with fresh ones', async () => {
    const pool = openPool(1);
    const cut = withTransaction(pool, client =>
      client.query('SELECT pg_terminate_backend(pg_backend_pid())'),
    );
    await expect(cut).rejects.toThrow();
    expect(await rows(pool, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(pool.totalCount).toBe(1);
  });
});

describe('the pool', () => {
  test('says whether the database answers, and shows its connections as metrics', async () => {
    const registry = new Registry();
    const pool = createPool({ connectionString: url, max: 3, log: silentLog, registry });
    pools.push(pool);
    const client = await pool.connect();
    const text = await registry.metrics();
    client.release();
    expect(text).toContain('db_pool_connections_max 3');
    expect(text).toContain('db_pool_connections_used 1');
    expect(await databaseReady(pool)).toBe(true);
    const lost = createPool({ connectionString: 'postgresql://x:x@127.0.0.1:1/x', log: silentLog });
    expect(await databaseReady(lost)).toBe(false);
    await lost.end();
  });
});

describe('the inbox', () => {
  test('lets one of two concurrent deliveries have its effect, per consumer', async () => {
    const pool = openPool();
    await migrate(pool, directory(), silentLog);
    const deliver = (consumer: string) =>
      withTransaction(pool, client => firstTime(client, consumer, 'evt_1'));
    const results = await Promise.all([deliver('a'), deliver('a'), deliver('a')]);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await deliver('b')).toBe(true);
  });

  test('lets a delivery whose effect failed be the first again', async () => {
    const pool = openPool();
    await migrate(pool, directory(), silentLog);
    const failing = withTransaction(pool, async client => {
      await firstTime(client, 'a', 'evt_1');
      throw new Error('effect failed');
    });
    await expect(failing).rejects.toThrow('effect failed');
    expect(await withTransaction(pool, client => firstTime(client, 'a', 'evt_1'))).toBe(true);
  });

  test('forgets what is older than brokers redeliver', async () => {
    const pool = openPool();
    await migrate(pool, directory(), silentLog);
    for (const id of ['old', 'new']) await firstTime(pool, 'a', id);
    await pool.query("UPDATE inbox SET seen_at = now() - interval '20 days' WHERE event_id = 'old'");
    expect(await forgetSeen(pool)).toBe(1);
    expect(await firstTime(pool, 'a', 'old')).toBe(true);
    expect(await firstTime(pool, 'a', 'new')).toBe(false);
  });
});

test('waiting helpers give up with the last error as the cause', async () => {
  const never = eventually(() => Promise.reject(new Error('still down')), {
    timeoutMs: 60,
    what: 'the store',
  });
  await expect(never).rejects.toMatchObject({
    message: expect.stringContaining('the store'),
    cause: new Error('still down'),
  });
});
