import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg, { type Pool } from 'pg';
import { createOutboxRelay } from '../database/outbox.ts';
import { createPool, withTransaction } from '../database/pool.ts';
import { followCredentials } from '../database/rotation.ts';
import { createRotatingSecret, type RotatingSecret } from '../process/rotating-secret.ts';
import { eventually } from '../testing/eventually.ts';
import { silentLog } from '../testing/fake-call.ts';
import { testPostgres } from '../testing/postgres.ts';

describe('a database whose password is rotated', () => {
  const [role, database] = [`rotating_${randomBytes(6).toString('hex')}`, { url: '' }];
  let admin: pg.Client;
  let stored: string;
  let secret: RotatingSecret<string> & { stop(): void };
  let pool: Pool;

  const urlOf = (user: string, password: string): string => {
    const url = new URL(database.url);
    [url.username, url.password] = [user, password];
    return url.href;
  };
  const passwordIs = (password: string) => admin.query(`ALTER ROLE ${role} LOGIN PASSWORD '${password}'`);
  /** Where each of the role's connections is in its life: how many there are, and since when. */
  const connections = async () =>
    (
      await admin.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE usename = $1 ORDER BY pid', [
        role,
      ])
    ).rows.map(({ pid }) => pid);

  beforeEach(async () => {
    database.url = (await testPostgres()).url;
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(`DROP ROLE IF EXISTS ${role}`);
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'first'`);
    stored = urlOf(role, 'first');
    secret = await createRotatingSecret({
      name: 'x-database',
      read: () => Promise.resolve(stored),
      parse: text => text,
      everyMs: 3_600_000,
      log: silentLog,
    });
    pool = createPool({ connectionString: secret.current, max: 4, log: silentLog });
  });
  afterEach(async () => {
    secret.stop();
    await pool.end();
    await admin.query(`DROP OWNED BY ${role}`);
    await admin.query(`DROP ROLE ${role}`);
    await admin.end();
  });

  /** Queries without a pause, on connections that are opened and closed all the time, until it is told to stop. */
  function traffic() {
    const seen = { answered: 0, failed: [] as unknown[] };
    let going = true;
    const worker = async () => {
      while (going) {
        await withTransaction(pool, async client => {
          await client.query('SELECT 1');
        }).then(
          () => (seen.answered += 1),
          (error: unknown) => seen.failed.push(error),
        );
        // Every other connection is thrown away, so that new ones are needed at any time.
        if (seen.answered % 2 === 0) (await pool.connect()).release(true);
      }
    };
    const workers = [worker(), worker(), worker()];
    return {
      seen,
      stop: async () => {
        going = false;
        await Promise.all(workers);
      },
    };
  }

  test('fails no request, whether the role or the secret changes first', async () => {
    const credentials = followCredentials(pool, { url: secret, log: silentLog });
    secret.onChange(() => credentials.drain());
    const { seen, stop } = traffic();
    const more = async () => {
      const before = seen.answered;
      await eventually(() => seen.answered > before + 5);
    };
    await more();
    await passwordIs('second');
    await delay(300); // The gap between the two, in which new connections are refused.
    stored = urlOf(role, 'second');
    await more();
    stored = urlOf(role, 'third');
    await secret.refresh();
    await delay(300);
    await passwordIs('third');
    await more();
    await stop();
    expect(seen.failed).toEqual([]);
    expect(secret.current).toBe(urlOf(role, 'third'));
  });

  test('may be told to use another role, of which no session of the old one is left over', async () => {
    const credentials = followCredentials(pool, { url: secret, log: silentLog, drainMs: 100 });
    secret.onChange(() => credentials.drain());
    const published: string[] = [];
    await admin.query(`GRANT CREATE ON SCHEMA public TO ${role}`);
    await pool.query(
      'CREATE TABLE outbox (position bigserial, event_id text, topic text, event jsonb, attempts int DEFAULT 0, next_attempt_at timestamptz DEFAULT now())',
    );
    const relay = createOutboxRelay({
      pool,
      publish: topic => Promise.resolve(void published.push(topic)),
      log: silentLog,
    });
    relay.start();
    const held = await pool.connect();
    await eventually(async () => (await connections()).length >= 2);
    const before = await connections();

    const other = `${role}_b`;
    await admin.query(`CREATE ROLE ${other} LOGIN PASSWORD 'other' IN ROLE ${role}`);
    await admin.query(`ALTER ROLE ${other} SET ROLE ${role}`);
    stored = urlOf(other, 'other');
    await delay(600);
    await secret.refresh();
    // One that is at work is left to it, and goes when it is given back.
    expect((await held.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    held.release();
    await eventually(async () => !(await connections()).some(pid => before.includes(pid)));
    await pool.query("INSERT INTO outbox (event_id, topic, event) VALUES ('e', 'heard', '{}')");
    await pool.query("SELECT pg_notify('outbox', '')");
    await eventually(() => published.includes('heard'));
    expect((await pool.query<{ who: string }>('SELECT session_user AS who')).rows).toEqual([{ who: other }]);
    await relay.stop();
    await pool.query('SELECT 1');
    await admin.query(`ALTER ROLE ${other} RESET ALL`);
    await eventually(async () => {
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [other]);
      await admin.query(`DROP ROLE ${other}`);
      return true;
    });
  });

  test('says so when the password stays wrong', async () => {
    followCredentials(pool, { url: secret, log: silentLog, patienceMs: 200 });
    await passwordIs('unknown');
    await expect(pool.query('SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });
});
