import { once } from 'node:events';
import { connect } from 'node:net';
import { testServers } from './servers.ts';

/** TestRedis is a logical database of a test's own on the real Redis server. */
export interface TestRedis {
  host: string;
  port: number;
  database: number;
  /** Sends one command and gives its reply as Redis writes it (RESP), for looking behind Dapr's back. */
  command(...words: string[]): Promise<string>;
}

async function send(host: string, port: number, commands: readonly string[][]): Promise<string> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  const encode = (words: readonly string[]) =>
    `*${words.length}\r\n${words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
  socket.write([...commands, ['QUIT']].map(encode).join(''));
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** testRedis takes the next unused logical database. */
export async function testRedis(): Promise<TestRedis> {
  const { host, port } = testServers().redis;
  const database = Number((await send(host, port, [['INCR', 'test:databases']])).slice(1).split('\r\n')[0]);
  return redisAt(host, port, database);
}

/** redisAt is a logical database of any server. */
export function redisAt(host: string, port: number, database: number): TestRedis {
  return {
    host,
    port,
    database,
    command: async (...words) => {
      const replies = await send(host, port, [['SELECT', String(database)], words]);
      return replies.slice('+OK\r\n'.length, -'+OK\r\n'.length);
    },
  };
}
