import pg from 'pg';
import { testPostgres } from '../testing/postgres.ts';
import { testRedis } from '../testing/redis.ts';

test('each test database is empty and its own', async () => {
  const [one, two] = [await testPostgres(), await testPostgres()];
  expect(one.url).not.toBe(two.url);
  const client = new pg.Client({ connectionString: one.url });
  await client.connect();
  const { rows } = await client.query(
    "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'",
  );
  await client.end();
  expect(rows).toEqual([{ tables: 0 }]);
});

test('each test has a Redis database of its own', async () => {
  const [one, two] = [await testRedis(), await testRedis()];
  expect(await one.command('SET', 'a', '1')).toBe('+OK\r\n');
  expect(await two.command('EXISTS', 'a')).toBe(':0\r\n');
  expect(await one.command('EXISTS', 'a')).toBe(':1\r\n');
});
