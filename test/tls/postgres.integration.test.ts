import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { Registry } from 'prom-client';
import { type Pool } from '@neighbourhood/shared/database/pool';
import { openDatabase } from '@neighbourhood/shared/process/database';
import { createSidecar } from '@neighbourhood/shared/dapr/sidecar';
import { startDaprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { type Certificate } from '../../tools/up/src/servers/certificates.ts';
import { startPostgres } from '../../tools/up/src/servers/postgres.ts';
import { enablePostgresTls } from '../../tools/up/src/servers/postgres-tls.ts';
import { type Server } from '../../tools/up/src/servers/server.ts';
import { createTestAuthorities, type TestAuthorities } from './certificates.ts';

const password = 'a-password-to-look-for';
let authorities: TestAuthorities;
let own: Certificate;
let server: Server;
let directory: string;

beforeAll(async () => {
  authorities = await createTestAuthorities();
  own = await authorities.issue('server', { hosts: ['127.0.0.1'] });
  directory = path.join(testServers().directory, `postgres-tls-${process.pid}`);
  const tls = { ...own, ca: authorities.ours.cert };
  const port = await freePort();
  server = await startPostgres({ directory, port, log: `${directory}.log`, password, durable: false, tls });
});
afterAll(async () => {
  await server.stop();
  authorities.remove();
});

/** A URL, by default the server's, which trusts our authority, with other parameters; undefined takes one out. */
function urlWith(query: Record<string, string | undefined>, host = '127.0.0.1', of = server.url): string {
  const url = new URL(of);
  url.hostname = host;
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}
const plain = { sslmode: undefined, sslrootcert: undefined };

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Opens the database as an app does when it starts. */
function open(url: string, config: { profile?: string; requireTls?: boolean } = {}): Promise<Pool> {
  const { profile = 'local', ...database } = config;
  const base = {
    config: { profile, database: { maxConnections: 2, ...database } },
    log: silentLog,
    metrics: { registry: new Registry() },
    secret: async (_: string, make: (text: string) => unknown) => {
      await make(url);
      return { current: url, onChange() {}, refresh: () => Promise.resolve() };
    },
    onStop: (stop: () => Promise<void>) => stops.push(stop),
  };
  return openDatabase(base as never, 'auth-database', new URL('./', import.meta.url));
}

/** How that ends, in words that hold no password. */
async function outcome(...given: Parameters<typeof open>): Promise<string> {
  const said = await open(...given).then(
    () => 'connected',
    (error: unknown) => (error as Error).message,
  );
  expect(said).not.toContain(password);
  return said;
}

const protocolOf = async (pool: Pool) => {
  const sql = 'select version from pg_stat_ssl where pid = pg_backend_pid()';
  return (await pool.query<{ version: string | null }>(sql)).rows[0]?.version;
};

/** Has the running server show another certificate, as whoever rotates it would. */
function show(certificate: Certificate): void {
  enablePostgresTls(directory, { ...certificate, ca: authorities.ours.cert });
  process.kill(server.pid, 'SIGHUP');
}

const at = 'The secret auth-database: the server at 127.0.0.1: ';

test('a server of the right authority is talked to by TLS 1.3', async () => {
  expect(await protocolOf(await open(server.url, { profile: 'production' }))).toBe('TLSv1.3');
});

test('a server of another authority is refused, and both settings are named', async () => {
  const file = authorities.theirs.cert;
  expect(await outcome(urlWith({ sslrootcert: file }))).toBe(
    `${at}its certificate is of no authority in sslrootcert, ${file}`,
  );
  expect(await outcome(urlWith({ sslrootcert: undefined }))).toBe(
    `${at}its certificate is of no authority that this machine trusts; sslrootcert names a file of others`,
  );
});

test('a server is refused under a name that its certificate does not have', async () => {
  // The address is the same, the certificate names 127.0.0.1 only.
  expect(await outcome(urlWith({}, 'localhost'))).toBe(
    'The secret auth-database: the server at localhost: its certificate is not for the host localhost',
  );
});

test('an address is not taken for a name that the certificate has', async () => {
  const named = await authorities.issue('named', { hosts: ['localhost'] });
  show(named);
  await eventually(async () => /is not for the host 127\.0\.0\.1$/.test(await outcome(server.url)));
  expect(await outcome(urlWith({}, 'localhost'))).toBe('connected');
  show(own);
  await eventually(async () => (await outcome(server.url)) === 'connected');
});

test('a server whose certificate has expired is refused', async () => {
  show(await authorities.issue('expired', { days: -1 }));
  await eventually(async () => (await outcome(server.url)) === `${at}its certificate has expired`);
  show(own);
  await eventually(async () => (await outcome(server.url)) === 'connected');
});

test('a server that speaks no TLS is refused where TLS is asked for', async () => {
  const { url } = await testPostgres();
  const asking = urlWith({ sslmode: 'verify-full', sslrootcert: authorities.ours.cert }, '127.0.0.1', url);
  expect(await outcome(asking)).toBe(`${at}sslmode=verify-full asks for TLS, and it speaks none`);
});

test('a server that takes TLS only refuses a plain connection, and the way out is said', async () => {
  expect(await outcome(urlWith(plain))).toBe(`${at}it takes TLS connections only: add sslmode=verify-full`);
});

test('nothing that skips verification is taken, by whatever parameter', async () => {
  for (const sslmode of ['no-verify', 'require', 'prefer', 'allow', 'verify-ca'])
    expect(await outcome(urlWith({ sslmode }))).toBe(
      `The secret auth-database: sslmode=${sslmode} does not verify who answers: write verify-full, or disable`,
    );
  for (const name of ['ssl', 'uselibpqcompat'])
    expect(await outcome(urlWith({ [name]: 'true' }))).toMatch(
      /write sslmode=verify-full, or disable, in place/,
    );
  expect(await outcome(`${server.url}&sslmode=disable`)).toMatch(/: sslmode is there twice$/);
  expect(await outcome(urlWith({ sslmode: undefined }))).toMatch(
    /sslcert and sslkey need sslmode=verify-full$/,
  );
});

test('files that are missing or something else are named with their parameter', async () => {
  expect(await outcome(urlWith({ sslrootcert: '/nowhere/ca.crt' }))).toBe(
    'The secret auth-database, sslrootcert: /nowhere/ca.crt is not there',
  );
  expect(await outcome(urlWith({ sslrootcert: own.key }))).toMatch(
    /sslrootcert: \S+ holds no PEM certificate$/,
  );
  expect(await outcome(urlWith({ sslcert: own.cert }))).toMatch(/: sslcert and sslkey go together$/);
});

test('outside the local profile a plain connection leaves the machine only where that is allowed', async () => {
  const far = 'postgresql://auth:a-password-to-look-for@database.example:5432/auth';
  expect(await outcome(far, { profile: 'staging' })).toBe(
    'The secret auth-database: the connection must be TLS: write sslmode=verify-full, or set database.require_tls to false',
  );
  expect(await outcome(far, { profile: 'production', requireTls: false })).toMatch(/database\.example/);
  // As to a proxy on the same machine that encrypts.
  expect(await outcome((await testPostgres()).url, { profile: 'production' })).toBe('connected');
});

test('connections opened later trust what the file of authorities holds by then', async () => {
  const file = path.join(authorities.directory, 'bundle.crt');
  copyFileSync(authorities.ours.cert, file);
  const pool = await open(urlWith({ sslrootcert: file }));
  const first = await pool.connect();
  show(await authorities.issue('successor', { of: authorities.theirs, hosts: ['127.0.0.1'] }));
  await eventually(async () => (await outcome(server.url)) !== 'connected');
  await expect(pool.connect()).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  copyFileSync(authorities.theirs.cert, file);
  const second = await pool.connect();
  expect((await second.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect((await first.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  for (const client of [first, second]) client.release();
  show(own);
  await eventually(async () => (await outcome(server.url)) === 'connected');
});

describe("Dapr's own daprd with PostgreSQL in place of Redis", () => {
  /** Keeps a value in `state.postgresql`; where that fails, the error has the sidecar's log. */
  async function keep(connectionString: string): Promise<unknown> {
    const component = {
      ...{ apiVersion: 'dapr.io/v1alpha1', kind: 'Component', metadata: { name: 'statestore' } },
      spec: {
        ...{ type: 'state.postgresql', version: 'v2' },
        metadata: [{ name: 'connectionString', value: connectionString }],
      },
    };
    const daprd = await startDaprd({ appId: 'auth', components: [component] });
    const sidecar = createSidecar({ ...daprd, log: silentLog });
    try {
      const store = sidecar.state('statestore');
      await store.set('a', { b: 1 }, { ttlSeconds: 60, firstWrite: true });
      return (await store.get('a'))?.value;
    } catch (error) {
      await daprd.stop();
      throw new Error(daprd.output(), { cause: error });
    } finally {
      sidecar.close();
      await daprd.stop();
    }
  }

  test('verifies the server by sslmode=verify-full', async () => {
    expect(await keep(server.url)).toEqual({ b: 1 });
    await expect(keep(urlWith({ sslrootcert: authorities.theirs.cert }))).rejects.toThrow(
      /x509: certificate signed by unknown authority/,
    );
    await expect(keep(urlWith({}, 'localhost'))).rejects.toThrow(/x509: .*localhost/);
  });
});

describe('a server that wants to know its clients by certificate', () => {
  const reload = async (hba: string, ca: string) => {
    writeFileSync(path.join(`${directory}.tls`, 'hba.conf'), hba);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`alter system set ssl_ca_file = '${ca}'`);
    await client.end();
    process.kill(server.pid, 'SIGHUP');
  };
  let client: Certificate;
  beforeAll(async () => {
    client = await authorities.issue('client');
    const ca = path.join(`${directory}.tls`, 'clients.crt');
    copyFileSync(authorities.ours.cert, ca);
    await reload('hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n', ca);
  });
  afterAll(() => rmSync(`${directory}.tls`, { recursive: true, force: true }));

  test('takes who shows a good one, and tells the others what to add', async () => {
    const why = `${at}it wants a client certificate: add sslcert and sslkey`;
    await eventually(async () => (await outcome(server.url)) === why);
    expect(await outcome(urlWith({ sslcert: client.cert, sslkey: client.key }))).toBe('connected');
    const foreign = await authorities.issue('foreign', { of: authorities.theirs });
    expect(await outcome(urlWith({ sslcert: foreign.cert, sslkey: foreign.key }))).not.toBe('connected');
  });
});
