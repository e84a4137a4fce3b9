import { setTimeout as delay } from 'node:timers/promises';
import { type Log } from '@neighbourhood/shared/call/call';
import { type RotatingSecret } from '@neighbourhood/shared/process/rotating-secret';
import { type Db, MongoClient } from 'mongodb';
import { checkMongoUrl, explainMongo, type MongoUrlRules } from './mongo-url.ts';

const retryMs = 5_000;

type Adapter = Record<string, (...args: never[]) => Promise<unknown>>;

/** MongoConnection is the store, reached with the newest credentials at each call. */
export interface MongoConnection<Adapters> {
  adapters: Adapters;
  /** Whether the store answers within two seconds. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** MongoOptions: `adaptersOn` puts the adapters on a database; `prepare` makes what they need, once. */
export interface MongoOptions<Adapters> {
  /** The connection URL, which may change. */
  url: RotatingSecret<string>;
  rules: MongoUrlRules;
  database: string;
  maxPoolSize: number;
  prepare: (db: Db) => Promise<void>;
  adaptersOn: (db: Db) => Adapters;
  log: Log;
  /** How long to look for a server that can be talked to; default 10 s. */
  serverSelectionTimeoutMS?: number;
  /** How long refused credentials are asked for anew before the refusal counts; default 5 s. */
  patienceMs?: number;
  /** How long calls that are under way may go on with older credentials; default 60 s. */
  drainMs?: number;
}

/**
 * openMongo connects, and connects anew when the URL changes, while calls go on. A new password and its secret cannot
 * change at one instant: a call that is refused was not executed, and is made again with what the secret says then.
 */
export async function openMongo<Adapters extends object>(
  options: MongoOptions<Adapters>,
): Promise<MongoConnection<Adapters>> {
  const {
    url,
    rules,
    database,
    maxPoolSize,
    prepare,
    adaptersOn,
    log,
    serverSelectionTimeoutMS = 10_000,
    patienceMs = 5_000,
    drainMs = 60_000,
  } = options;
  const clients = new Set<MongoClient>();

  async function connect() {
    const address = url.current;
    const client = await MongoClient.connect(address, {
      maxPoolSize,
      serverSelectionTimeoutMS,
      ignoreUndefined: true,
    }).catch((error: unknown) => {
      throw explainMongo(error, checkMongoUrl(address, rules), rules);
    });
    clients.add(client);
    const db = client.db(database);
    return { address, client, db, adapters: adaptersOn(db) };
  }

  /** Works again and again while the credentials are refused, as long as patience lasts. */
  async function patiently<T>(work: () => Promise<T>, between = renew): Promise<T> {
    const end = Date.now() + patienceMs;
    for (let pause = 25; ; pause = Math.min(2 * pause, 500)) {
      try {
        return await work();
      } catch (error) {
        if (!isRefused(error) || Date.now() > end) throw error;
        await url.refresh();
        await between();
        await delay(pause);
      }
    }
  }

  let current = await patiently(connect, () => Promise.resolve());
  let renewing: Promise<void> | undefined;

  async function replace(): Promise<void> {
    const old = current;
    if (old.address === url.current) return;
    try {
      current = await connect();
      later(drainMs, () => {
        clients.delete(old.client);
        old.client.close().catch((err: unknown) => log.warn({ err }, 'old connections did not close'));
      });
    } catch (err) {
      log.warn({ err }, 'the store does not take the new credentials yet; the old ones stay in use');
      later(retryMs, () => void renew());
    }
  }

  async function close(): Promise<void> {
    await Promise.all([...clients].map(client => client.close()));
  }

  function renew(): Promise<void> {
    renewing ??= replace().finally(() => (renewing = undefined));
    return renewing;
  }

  url.onChange(() => void renew());
  try {
    await patiently(() => prepare(current.db));
  } catch (error) {
    await close();
    throw error;
  }

  /** The adapter of that name, as it is on the newest connection. */
  function followed(name: keyof Adapters): Adapter {
    const now = () => current.adapters[name] as Adapter;
    const methods = Object.keys(now()).map(method => [
      method,
      (...args: never[]) => patiently(async () => now()[method]?.(...args)),
    ]);
    return Object.fromEntries(methods) as Adapter;
  }

  const names = Object.keys(current.adapters) as (keyof Adapters)[];
  return {
    adapters: Object.fromEntries(names.map(name => [name, followed(name)])) as Adapters,
    ready: () =>
      current.db.command({ ping: 1 }, { timeoutMS: 2_000 }).then(
        () => true,
        () => false,
      ),
    close,
  };
}

function later(ms: number, work: () => void): void {
  setTimeout(work, ms).unref();
}

/** Code 18 is MongoDB's AuthenticationFailed; FerretDB passes on what PostgreSQL said. */
function isRefused(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  return code === 18 || /28P01|password authentication failed/.test(message);
}
