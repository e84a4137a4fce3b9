import { connect } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { Failure } from '../process/failure.ts';
import { type Reply, decode, encode } from './resp.ts';
import type { KeyStore } from './store.ts';

const timeout = 5_000;

/** Sends commands over one connection, and answers the last one's reply. */
function send(url: URL, commands: readonly string[][], tls: ConnectionOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const place = { host: url.hostname, port: Number(url.port || '6379') };
    const socket = url.protocol === 'rediss:' ? connectTls({ ...place, ...tls }) : connect(place);
    socket.setTimeout(timeout, () => socket.destroy(new Error('no answer')));
    let received = Buffer.alloc(0);
    let read = 0;
    let left = commands.length;
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let found = decode(received, read); found !== undefined; found = decode(received, read)) {
        read = found.next;
        left -= 1;
        if (left > 0 && !(found.reply instanceof Error)) continue;
        socket.destroy();
        if (found.reply instanceof Error) reject(found.reply);
        else resolve(found.reply);
        return;
      }
    });
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new Error('it closed the connection'));
    });
    socket.write(commands.map(encode).join(''));
  });
}

/**
 * redisStore is the database that the component `configstore` reads, which its URL names: keys as they are, each a
 * plain string.
 */
export function redisStore(address: string, tls: ConnectionOptions = {}): KeyStore {
  const url = new URL(address);
  const name = `Redis at ${url.host}, database ${url.pathname.slice(1)}`;
  const login = url.password === '' ? [] : [['AUTH', decodeURIComponent(url.password)]];
  const run = async (...words: string[]): Promise<Reply> => {
    try {
      return await send(url, [...login, ['SELECT', url.pathname.slice(1)], words], tls);
    } catch (cause) {
      throw new Failure(`${name}: ${(cause as Error).message}`, { cause });
    }
  };
  return {
    name,
    async read() {
      const keys = ((await run('KEYS', '*')) as string[]).toSorted();
      if (keys.length === 0) return {};
      const values = (await run('MGET', ...keys)) as (string | null)[];
      // What follows || is a version, to Dapr.
      const known = keys.flatMap((key, at) => {
        const value = values[at]?.split('||')[0];
        return value === undefined ? [] : [[key, value] as const];
      });
      return Object.fromEntries(known);
    },
    async set(key, value) {
      if (value === '' || value.includes('||')) {
        throw new Failure(
          `${key}: ${value === '' ? 'an empty value counts as none' : 'Dapr takes what follows || for a version'}`,
        );
      }
      await run('SET', key, value);
    },
    unset: async key => (await run('DEL', key)) === 1,
  };
}
