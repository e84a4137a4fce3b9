import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { openMongo } from '../../services/notification/src/infrastructure/mongo-connection.ts';
import { checkMongoUrl } from '../../services/notification/src/infrastructure/mongo-url.ts';
import { type Certificate } from '../../tools/up/src/servers/certificates.ts';
import { startMongo } from '../../tools/up/src/servers/mongo.ts';
import { startPostgres } from '../../tools/up/src/servers/postgres.ts';
import { type Server, type ServerTls } from '../../tools/up/src/servers/server.ts';
import { createTestAuthorities, type TestAuthorities } from './certificates.ts';

const password = 'a-password-to-look-for';
let authorities: TestAuthorities;
let own: Certificate;
let directory: string;
let postgres: Server;
const servers: Server[] = [];

/** A server of its own; the store below it, where it has one, is reached over TLS as well. */
async function startServer(tls?: ServerTls): Promise<Server> {
  const port = await freePort();
  const name = path.join(directory, `mongo-${port}`);
  const options = { directory: name, port, log: `${name}.log`, tls };
  const server = await startMongo({ ...options, postgresUrl: postgres.url, user: 'notification', password });
  servers.push(server);
  return server;
}

beforeAll(async () => {
  authorities = await createTestAuthorities();
  own = await authorities.issue('server', { hosts: ['127.0.0.1'] });
  directory = mkdtempSync(path.join(testServers().directory, 'mongo-tls-'));
  const port = await freePort();
  const options = {
    directory: path.join(directory, 'postgres'),
    port,
    log: path.join(directory, 'postgres.log'),
  };
  const tls = { ...own, ca: authorities.ours.cert };
  postgres = await startPostgres({ ...options, password, durable: false, tls });
  await startServer(tls);
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await postgres.stop();
  authorities.remove();
});

/** A URL, by default of the TLS server, which trusts our authority, with other parameters; undefined takes one out. */
function urlWith(
  query: Record<string, string | undefined> = {},
  host = '127.0.0.1',
  of = servers[0]?.url,
): string {
  const url = new URL(of ?? '');
  url.hostname = host;
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

/** How opening the store ends, as the service does it when it starts; in words that hold no password. */
async function outcome(url: string, requireTls = false): Promise<string> {
  const rules = { source: 'The secret notification-database', requireTls };
  const open = async () => {
    checkMongoUrl(url, rules);
    const store = await openMongo({
      url: {
        current: url,
        onChange() {},
        refresh: () => Promise.resolve(),
      },
      rules,
      database: 'notification',
      maxPoolSize: 1,
      serverSelectionTimeoutMS: 1_000,
      prepare: async db => {
        await db.command({ ping: 1 });
      },
      adaptersOn: () => ({}),
      log: silentLog,
    });
    await store.close();
    return 'connected';
  };
  const said = await open().catch((error: unknown) => (error as Error).message);
  expect(said).not.toContain(password);
  return said;
}

const at = 'The secret notification-database: the server at 127.0.0.1: ';

test('a server of the right authority is talked to', async () => {
  expect(await outcome(urlWith(), true)).toBe('connected');
});

test('a server of another authority is refused, and both settings are named', async () => {
  const file = authorities.theirs.cert;
  expect(await outcome(urlWith({ tlsCAFile: file }))).toBe(
    `${at}its certificate is of no authority in tlsCAFile, ${file}`,
  );
  expect(await outcome(urlWith({ tlsCAFile: undefined }))).toBe(
    `${at}its certificate is of no authority that this machine trusts; tlsCAFile names a file of others`,
  );
});

test('a server is refused under a name that its certificate does not have', async () => {
  expect(await outcome(urlWith({}, 'localhost'))).toBe(
    'The secret notification-database: the server at localhost: its certificate is not for the host localhost',
  );
});

test('a server whose certificate has expired is refused', async () => {
  const expired = await authorities.issue('expired', { hosts: ['127.0.0.1'], days: -1 });
  const { url } = await startServer({ ...expired, ca: authorities.ours.cert });
  expect(await outcome(url)).toBe(`${at}its certificate has expired`);
});

test('a server that speaks no TLS is refused where TLS is asked for', async () => {
  const { url } = await startServer();
  const asking = urlWith({ tls: 'true', tlsCAFile: authorities.ours.cert }, '127.0.0.1', url);
  expect(await outcome(asking)).toBe(`${at}tls=true asks for TLS, and it speaks none`);
});

test('a server that takes TLS only refuses a plain connection, and the way out is said', async () => {
  expect(await outcome(urlWith({ tls: undefined, tlsCAFile: undefined }))).toBe(
    `${at}it closed the connection: where it takes TLS connections only, add tls=true`,
  );
});

test('nothing that skips verification is taken', async () => {
  for (const name of ['tlsInsecure', 'tlsAllowInvalidCertificates', 'tlsallowinvalidhostnames'])
    expect(await outcome(urlWith({ [name]: 'true' }))).toMatch(/does not verify who answers: leave it out$/);
});

test('files that are missing or something else are named with their parameter', async () => {
  const source = 'The secret notification-database';
  expect(await outcome(urlWith({ tlsCAFile: '/nowhere/ca.crt' }))).toBe(
    `${source}, tlsCAFile: /nowhere/ca.crt is not there`,
  );
  expect(await outcome(urlWith({ tlsCAFile: own.key }))).toMatch(/tlsCAFile: \S+ holds no PEM certificate$/);
  expect(await outcome(urlWith({ tls: undefined }))).toMatch(
    /tlsCAFile and tlsCertificateKeyFile need tls=true$/,
  );
});

test('outside the local profile a plain connection leaves the machine only where that is allowed', async () => {
  const far = (options: string) => `mongodb://user:${password}@a.example:27017,b.example:27017/x?${options}`;
  const rules = { source: 'The store', requireTls: true };
  expect(() => checkMongoUrl(far('retryWrites=false'), rules)).toThrow(
    'The store: the connection must be TLS: write tls=true, or set database.require_tls to false',
  );
  expect(checkMongoUrl(far('tls=true'), rules)).toEqual({ hosts: ['a.example', 'b.example'], tls: true });
  expect(checkMongoUrl(`mongodb+srv://user:${password}@c.example/x`, rules)).toMatchObject({
    hosts: ['c.example'],
    tls: true,
  });
  expect(checkMongoUrl(`mongodb://user:${password}@127.0.0.1/x`, rules)).toMatchObject({ tls: false });
});

test('what is no connection URL is not quoted', () => {
  for (const text of [password, `mongodb://user:${password}`, `http://user:${password}@x`])
    expect(() => checkMongoUrl(text, { source: 'The store' })).toThrow(/^The store is not a connection URL$/);
  expect(() => checkMongoUrl(`mongodb://u:${password}@x/?nonsense=1`, { source: 'The store' })).toThrow(
    /^The store: option nonsense is not supported$/,
  );
});
