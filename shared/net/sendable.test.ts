import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, fetch, request } from 'undici';
import { createGuardedAgent } from './ssrf.ts';

let server: Server;
let url: string;
const agent = createGuardedAgent({ profile: 'local', connections: 1 });

beforeAll(async () => {
  server = createServer((asked, answer) => answer.end(String(asked.headers['x-name'])));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await agent.close();
  server.close();
});

type Options = Partial<Pick<Dispatcher.RequestOptions, 'headers' | 'method'>>;

async function ask(options: Options): Promise<string> {
  const { body } = await request(url, { dispatcher: agent, signal: AbortSignal.timeout(20_000), ...options });
  return body.text();
}

test.each<[string, Options]>([
  ['a line break', { headers: { 'x-name': 'a\r\nx-other: b' } }],
  ['a character that is no byte', { headers: { 'x-name': '€' } }],
  ['one of several values', { headers: { 'x-name': ['a', 'b\n'] } }],
  ['a flat list', { headers: ['x-name', '\0'] }],
  ['pairs', { headers: new Map([['x-name', '\n']]) }],
  ['a name that is none', { headers: { 'x name': 'a' } }],
  ['what the connection is about', { headers: { 'Transfer-Encoding': 'chunked' } }],
  ['what nobody waits for', { headers: { expect: '100-continue' } }],
  ['a length that is none', { headers: { 'content-length': '1e3' } }],
  ['two hosts', { headers: { host: 'a', Host: 'b' } }],
  ['a broken list of options', { headers: { connection: 'a b' } }],
  ['a method that is none', { method: 'GET X' }],
])('a request with %s fails, and the only connection serves the next one', async (_what, options) => {
  expect(await ask({ headers: { 'x-name': 'before' } })).toBe('before');
  await expect(ask(options)).rejects.toMatchObject({ code: 'UND_ERR_INVALID_ARG' });
  expect(await ask({ headers: { 'x-name': 'after é' } })).toBe('after é');
});

test('fetch hears of it, too', async () => {
  const asked = fetch(url, { dispatcher: agent, headers: { upgrade: 'a' } });
  await expect(asked).rejects.toMatchObject({ cause: { code: 'UND_ERR_INVALID_ARG' } });
  expect(await ask({ headers: ['x-name', 'after'] })).toBe('after');
});
