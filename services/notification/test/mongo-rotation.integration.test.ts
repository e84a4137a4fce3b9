import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createRotatingSecret, type RotatingSecret } from '@neighbourhood/shared/process/rotating-secret';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testMongo } from '@neighbourhood/shared/testing/mongo';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { type MongoConnection, openMongo } from '../src/infrastructure/mongo-connection.ts';
import { type Repositories } from '../src/domain/repositories.ts';
import { createIndexes } from '../src/repository/mongo-database.ts';
import { createMongoRepositories } from '../src/repository/mongo-repositories.ts';
import { makeWebhook } from './make.ts';

describe('a MongoDB store whose password is rotated', () => {
  const user = `rotating_${randomBytes(6).toString('hex')}`;
  const rules = { source: 'The secret x-database' };
  let admin: Admin;
  let stored: string;
  let secret: RotatingSecret<string> & { stop(): void };
  let store: MongoConnection<Repositories>;
  let url: URL;

  const urlOf = (password: string): string => {
    const changed = new URL(url);
    [changed.username, changed.password] = [user, password];
    return changed.href;
  };

  beforeAll(async () => {
    url = new URL((await testMongo()).url);
    admin = await connectAdmin(user, url);
    await admin.passwordIs('first');
    stored = urlOf('first');
    secret = await createRotatingSecret({
      name: 'x-database',
      read: () => Promise.resolve(stored),
      parse: text => text,
      everyMs: 3_600_000,
      log: silentLog,
    });
    store = await openMongo({
      url: secret,
      rules,
      database: url.pathname.slice(1),
      maxPoolSize: 5,
      prepare: createIndexes,
      adaptersOn: createMongoRepositories,
      log: silentLog,
      drainMs: 100,
    });
  });
  afterAll(async () => {
    secret.stop();
    await store.close();
    await admin.end();
  });

  test('fails no call, whether the user or the secret changes first', async () => {
    const seen = { done: 0, failed: [] as unknown[] };
    let going = true;
    const worker = async () => {
      while (going) {
        const webhook = makeWebhook();
        await store.adapters.webhooks
          .insert(webhook)
          .then(() => store.adapters.webhooks.find(webhook.workspaceId, webhook.id))
          .then(
            found => (found ? (seen.done += 1) : seen.failed.push('lost')),
            (error: unknown) => seen.failed.push(error),
          );
      }
    };
    const workers = Array.from({ length: 8 }, worker);
    const more = async () => {
      const before = seen.done;
      await eventually(() => seen.done > before + 20);
    };
    await more();
    await admin.passwordIs('second');
    await delay(300);
    stored = urlOf('second');
    await secret.refresh();
    await more();
    stored = urlOf('third');
    await delay(600);
    await secret.refresh();
    await delay(300); // The store takes the new password only from now on.
    await admin.passwordIs('third');
    await more();
    going = false;
    await Promise.all(workers);
    expect(seen.failed).toEqual([]);
    expect(await store.ready()).toBe(true);
  });

  test('says so when the password stays wrong', async () => {
    const wrong = { current: urlOf('unknown'), onChange: () => {}, refresh: () => Promise.resolve() };
    const opening = openMongo({
      url: wrong,
      rules,
      database: url.pathname.slice(1),
      maxPoolSize: 1,
      prepare: createIndexes,
      adaptersOn: createMongoRepositories,
      log: silentLog,
      patienceMs: 100,
    });
    await expect(opening).rejects.toThrow(/authentication failed/i);
  });
});

interface Admin {
  passwordIs(password: string): Promise<unknown>;
  end(): Promise<void>;
}

/** The users of FerretDB are PostgreSQL's roles; MongoDB has its own. */
async function connectAdmin(user: string, url: URL): Promise<Admin> {
  if (url.searchParams.get('authMechanism') !== 'PLAIN') return connectMongoAdmin(user, url);
  const client = new pg.Client({ connectionString: testServers().postgresUrl });
  await client.connect();
  await client.query(`CREATE ROLE ${user} LOGIN SUPERUSER`);
  return {
    passwordIs: password => client.query(`ALTER ROLE ${user} PASSWORD '${password}'`),
    end: () => client.end(),
  };
}

async function connectMongoAdmin(user: string, url: URL): Promise<Admin> {
  const client = await MongoClient.connect(url.href);
  const admin = client.db('admin');
  await admin.command({ createUser: user, pwd: 'none', roles: ['root'] });
  url.searchParams.set('authSource', 'admin');
  return {
    passwordIs: password => admin.command({ updateUser: user, pwd: password }),
    end: () => client.close(),
  };
}
