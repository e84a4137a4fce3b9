import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { launch } from '../process/child.ts';
import { Failure } from '../process/failure.ts';
import { identityOf } from '../process/identity.ts';
import { stopProcess } from '../process/stop.ts';
import { untilReady } from '../process/wait.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { ownerFor, runAsFor } from './postgres-user.ts';
import type { RunAs } from './postgres-user.ts';
import { enablePostgresTls } from './postgres-tls.ts';
import { type Server, type ServerOptions, type ServerTls, inUrl } from './server.ts';

/** PostgresOptions: the password is the superuser's, set when the data directory is made. */
export interface PostgresOptions extends ServerOptions {
  password: string;
  /** False trades crash safety for speed, for tests. */
  durable?: boolean;
  tls?: ServerTls | undefined;
}

/** startPostgres runs the real PostgreSQL that npm brought, on TCP only; its url is the superuser's. */
export async function startPostgres(options: PostgresOptions): Promise<Server> {
  const binaries = postgresBinaries();
  mkdirSync(dirname(options.directory), { recursive: true });
  const runAs = runAsFor([dirname(options.directory), dirname(binaries.postgres)]);
  await releaseDirectory(options.directory);
  if (!existsSync(options.directory)) await initialise(options, binaries, runAs);

  const query = options.tls === undefined ? '' : `?sslmode=verify-full&sslrootcert=${inUrl(options.tls.ca)}`;
  const url = `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${String(options.port)}/postgres${query}`;
  const words = [...runAs.prefix, binaries.postgres, '-D', options.directory, '-p', String(options.port)];
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...(options.durable === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
    ...(options.tls === undefined ? {} : enablePostgresTls(options.directory, options.tls)),
  };
  for (const [name, value] of Object.entries(settings)) words.push('-c', `${name}=${value}`);
  const child = await launch({
    name: 'postgres',
    command: words[0] ?? '',
    args: words.slice(1),
    log: options.log,
    ports: { postgres: options.port },
    stopSignal: 'SIGINT',
    url,
    onSpawn: options.onSpawn,
    signal: options.signal,
    ...(runAs.uid === undefined ? {} : { uid: runAs.uid }),
    ...(runAs.gid === undefined ? {} : { gid: runAs.gid }),
  });
  const waiting = { what: 'accepts connections', timeoutMs: 60_000, signal: options.signal };
  await untilReady(child, () => accepts(url), waiting);
  return { pid: child.record.pid, port: options.port, log: options.log, url, stop: child.stop };
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') return false;
    throw new Failure('postgres: its data directory was made with another password than the one recorded', {
      cause: error,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the data directory beside its final place and renames it: an interrupted one is never used. */
async function initialise(options: PostgresOptions, binaries: PostgresBinaries, runAs: RunAs): Promise<void> {
  const part = `${options.directory}.part`;
  const passwordFile = `${options.directory}.password`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  const owner = ownerFor();
  if (owner !== undefined) {
    chownSync(part, owner.uid, owner.gid);
    chownSync(passwordFile, owner.uid, owner.gid);
  }
  chmodSync(part, 0o700);
  const words = [...runAs.prefix, binaries.initdb, `--pgdata=${part}`, '--username=postgres'];
  words.push(`--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8');
  words.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync');
  try {
    await promisify(execFile)(words[0] ?? '', words.slice(1), {
      cwd: '/',
      ...(runAs.uid === undefined ? {} : { uid: runAs.uid }),
      ...(runAs.gid === undefined ? {} : { gid: runAs.gid }),
    });
    renameSync(part, options.directory);
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() ?? '';
    throw new Failure(`PostgreSQL: initdb failed in ${options.directory}: ${said || String(cause)}`, {
      cause,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * A postmaster.pid left by a crash may name a pid that another process has since been given, and
 * PostgreSQL would refuse to start; or a server of ours that nobody recorded, which is stopped.
 */
async function releaseDirectory(directory: string): Promise<void> {
  const file = `${directory}/postmaster.pid`;
  if (!existsSync(file)) return;
  const [pidLine = '', owned = ''] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidLine);
  const identity = Number.isInteger(pid) && pid > 0 ? identityOf(pid) : undefined;
  if (identity !== undefined && owned === directory && commandOf(pid).includes(directory)) {
    await stopProcess({ pid, identity, stopSignal: 'SIGINT' });
  }
  rmSync(file, { force: true });
}

function commandOf(pid: number): string {
  return process.platform === 'linux'
    ? readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
    : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
}
