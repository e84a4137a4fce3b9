import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { redisBinary } from '../build/redis.ts';
import { launch } from '../process/child.ts';
import { untilReady } from '../process/wait.ts';
import type { Server, ServerOptions, ServerTls } from './server.ts';

/** RedisOptions: without a password anybody on the machine may connect. */
export interface RedisOptions extends ServerOptions {
  password?: string;
  /** With it clients must show a certificate of the same authority. */
  tls?: ServerTls | undefined;
}

/**
 * startRedis runs redis-server with settings that lose nothing: every write is appended to a file,
 * and a full memory refuses writes instead of evicting. Its url names database 0.
 */
export async function startRedis(options: RedisOptions): Promise<Server> {
  const binary = await redisBinary();
  mkdirSync(options.directory, { recursive: true });
  const settings = join(options.directory, 'redis.conf');
  // A file, not flags: the password would be seen in the list of processes.
  writeFileSync(settings, settingsOf(options), { mode: 0o600 });
  const credentials =
    options.password === undefined ? '' : `default:${encodeURIComponent(options.password)}@`;
  const scheme = options.tls === undefined ? 'redis' : 'rediss';
  const url = `${scheme}://${credentials}127.0.0.1:${String(options.port)}/0`;
  const child = await launch({
    name: 'redis',
    command: binary,
    args: [settings],
    log: options.log,
    ports: { redis: options.port },
    url,
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
  const waiting = { what: 'answers PING', timeoutMs: 30_000, signal: options.signal };
  await untilReady(child, () => ping(options), waiting);
  return { pid: child.record.pid, port: options.port, log: options.log, url, stop: child.stop };
}

function settingsOf({ directory, port, password, tls }: RedisOptions): string {
  return [
    'bind 127.0.0.1',
    ...(tls === undefined ? [`port ${String(port)}`] : tlsSettings(port, tls)),
    `dir "${directory}"`,
    'daemonize no',
    'databases 16',
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'save ""',
    // What Dapr's configuration store asks for, once: it would be forgotten by a restart.
    'notify-keyspace-events Kg$xe',
    ...(password === undefined ? ['protected-mode no'] : [`requirepass "${password}"`]),
    '',
  ].join('\n');
}

function contents({ cert, key, ca }: ServerTls): Record<keyof ServerTls, Buffer> {
  return { cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(ca) };
}

function tlsSettings(port: number, { cert, key, ca }: ServerTls): string[] {
  return [
    'port 0',
    `tls-port ${String(port)}`,
    `tls-cert-file "${cert}"`,
    `tls-key-file "${key}"`,
    `tls-ca-cert-file "${ca}"`,
    'tls-auth-clients yes',
    'tls-protocols "TLSv1.2 TLSv1.3"',
  ];
}

/** Speaks the protocol by hand: `AUTH` and `PING` are not worth a client library. */
function ping({ port, password, tls }: RedisOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const target = { port, host: '127.0.0.1', timeout: 2_000 };
    const socket = tls === undefined ? connect(target) : connectTls({ ...target, ...contents(tls) });
    let answer = '';
    socket.on('data', (data: Buffer) => {
      answer += data.toString('utf8');
      if (/PONG|-\w+/.test(answer)) {
        socket.destroy();
        resolve(answer.includes('PONG'));
      }
    });
    socket.once('timeout', () => {
      socket.destroy(new Error('no answer'));
    });
    socket.once('error', reject);
    socket.once('close', () => {
      resolve(false);
    });
    const auth =
      password === undefined
        ? ''
        : `*2\r\n$4\r\nAUTH\r\n$${String(Buffer.byteLength(password))}\r\n${password}\r\n`;
    socket.write(`${auth}*1\r\n$4\r\nPING\r\n`);
  });
}
