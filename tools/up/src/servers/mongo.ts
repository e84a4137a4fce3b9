import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ferretdbBinary } from '../build/ferretdb.ts';
import { onPath } from '../build/command.ts';
import { launch } from '../process/child.ts';
import type { Launch } from '../process/child.ts';
import { answers } from '../process/ports.ts';
import { untilReady } from '../process/wait.ts';
import { createDatabase } from './postgres-database.ts';
import { type Server, type ServerOptions, type ServerTls, inUrl } from './server.ts';

/** MongoOptions: FerretDB stores in the PostgreSQL server; a real mongod needs only the directory. */
export interface MongoOptions extends ServerOptions {
  /** Superuser URL of the PostgreSQL server. */
  postgresUrl: string;
  /** Name and password of the database user, who becomes a PostgreSQL role. */
  user: string;
  password: string;
  tls?: ServerTls | undefined;
}

/** MongoServer: its url names no database; implementation says which server speaks the protocol. */
export interface MongoServer extends Server {
  implementation: 'mongod' | 'ferretdb';
}

/**
 * startMongo runs `mongod` where the PATH has one (without users: it listens on loopback only), else
 * FerretDB over PostgreSQL, whose clients authenticate as a PostgreSQL role.
 */
export async function startMongo(options: MongoOptions): Promise<MongoServer> {
  const mongod = onPath('mongod');
  const address = `127.0.0.1:${String(options.port)}`;
  const common = {
    name: 'mongo',
    log: options.log,
    ports: { mongo: options.port },
    onSpawn: options.onSpawn,
    signal: options.signal,
  };
  let spec: Launch & { url: string };
  if (mongod === undefined) {
    const { user, password, tls } = options;
    await createDatabase(options.postgresUrl, { name: ferretDatabase, role: user, password });
    const store = new URL(options.postgresUrl);
    const command = await ferretdbBinary();
    const args = [
      '-listen',
      address,
      '-postgres',
      `postgres://${store.host}/${ferretDatabase}${store.search}`,
    ];
    if (tls !== undefined) args.push('-tls-cert', tls.cert, '-tls-key', tls.key);
    const query = tls === undefined ? '' : `&${clientTls(tls)}`;
    const url = `mongodb://${user}:${encodeURIComponent(password)}@${address}/?authMechanism=PLAIN${query}`;
    spec = { ...common, command, args, url };
  } else {
    mkdirSync(options.directory, { recursive: true });
    const args = ['--dbpath', options.directory, '--port', String(options.port), '--bind_ip', '127.0.0.1'];
    if (options.tls !== undefined) args.push(...mongodTls(options.directory, options.tls));
    const query = options.tls === undefined ? '' : `?${clientTls(options.tls)}`;
    spec = { ...common, command: mongod, args, url: `mongodb://${address}/${query}` };
  }
  const child = await launch(spec);
  const waiting = { what: 'accepts connections', timeoutMs: 60_000, signal: options.signal };
  await untilReady(child, () => answers(options.port), waiting);
  const implementation = mongod === undefined ? 'ferretdb' : 'mongod';
  return {
    pid: child.record.pid,
    port: options.port,
    log: options.log,
    url: spec.url,
    implementation,
    stop: child.stop,
  };
}

function clientTls({ ca }: ServerTls): string {
  return `tls=true&tlsCAFile=${inUrl(ca)}`;
}

/** mongod wants key and certificate in one file, and would ask every client for a certificate. */
function mongodTls(directory: string, { cert, key, ca }: ServerTls): string[] {
  const both = `${directory}.pem`;
  writeFileSync(both, `${readFileSync(key, 'utf8')}${readFileSync(cert, 'utf8')}`, { mode: 0o600 });
  return [
    ...['--tlsMode', 'requireTLS', '--tlsCertificateKeyFile', both, '--tlsCAFile', ca],
    '--tlsAllowConnectionsWithoutCertificates',
  ];
}

/** FerretDB keeps every MongoDB database as a schema of this one PostgreSQL database. */
const ferretDatabase = 'ferretdb';
