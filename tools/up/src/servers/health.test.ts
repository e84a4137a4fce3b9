import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reaches } from './health.ts';

let server: Server;
let answer = { status: 200, body: '' };

beforeAll(async () => {
  server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

test.each([
  [true, 200, '{"status":"ok","dependencies":{"auth":"up","consent":"up"}}'],
  [false, 200, '{"status":"ok","dependencies":{"auth":"up","consent":"down"}}'],
  [true, 200, '{"status":"ok","dependencies":{"auth":"up","workflow":"down"}}'],
  [true, 200, 'fine'],
  [false, 503, '{"dependencies":{"auth":"up"}}'],
])('an app reaches those beside it: %s, for %d %s', async (expected, status, body) => {
  answer = { status, body };
  const { port } = server.address() as AddressInfo;
  expect(await reaches(`http://127.0.0.1:${port}/health/ready`, ['auth', 'consent'])).toBe(expected);
});
