import { mkdirSync } from 'node:fs';
import { ferretdbBinary } from '../build/ferretdb.ts';
import { onPath } from '../build/command.ts';
import { launch } from '../process/child.ts';
import type { Launch } from '../process/child.ts';
import { answers } from '../process/ports.ts';
import { untilReady } from '../process/wait.ts';
import { createDatabase } from './postgres-database.ts';
import type { Server, ServerOptions } from './server.ts';

/** MongoOptions: FerretDB stores in the PostgreSQL server; a real mongod needs only the directory. */
export interface MongoOptions extends ServerOptions {
  /** Superuser URL of the PostgreSQL server. */
  postgresUrl: string;
  /** Name and password of the database user, who becomes a PostgreSQL role. */
  user: string;
  password: string;
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
    const { user, password } = options;
    await createDatabase(options.postgresUrl, { name: ferretDatabase, role: user, password });
    const store = new URL(options.postgresUrl);
    const command = await ferretdbBinary();
    const args = ['-listen', address, '-postgres', `postgres://${store.host}/${ferretDatabase}`];
    const url = `mongodb://${user}:${encodeURIComponent(password)}@${address}/?authMechanism=PLAIN`;
    spec = { ...common, command, args, url };
  } else {
    mkdirSync(options.directory, { recursive: true });
    const args = ['--dbpath', options.directory, '--port', String(options.port), '--bind_ip', '127.0.0.1'];
    spec = { ...common, command: mongod, args, url: `mongodb://${address}/` };
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

/** FerretDB keeps every MongoDB database as a schema of this one PostgreSQL database. */
const ferretDatabase = 'ferretdb';
