import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Certificate } from '../../tools/up/src/servers/certificates.ts';
import { callOut } from './call-out.ts';
import { createTestAuthorities, type TestAuthorities } from './certificates.ts';

let authorities: TestAuthorities;
const servers: Server[] = [];
let requests = 0;

beforeAll(async () => {
  authorities = await createTestAuthorities();
});
afterAll(() => {
  for (const server of servers) server.close();
  authorities.remove();
});

/** A provider, a customer's endpoint or a monolith with this certificate; answers 200 to everything. */
async function startServer({ cert, key }: Certificate): Promise<number> {
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (request, response) => {
    requests += 1;
    request.resume();
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

/** The same calls from a process that trusts our authority, as an installation on own premises would. */
async function callTrusting(url: string): Promise<unknown> {
  const script = path.join(import.meta.dirname, 'call-out.ts');
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authorities.ours.cert };
  const { stdout } = await promisify(execFile)(process.execPath, [script, url], { env });
  return JSON.parse(stdout);
}

test('calls to others verify whom they call: an authority that nobody knows is refused, and nothing is sent', async () => {
  const port = await startServer(await authorities.issue('unknown'));
  const refused = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
  expect(await callOut(`https://127.0.0.1:${port}/x`)).toEqual({
    provider: refused,
    webhook: 'tls',
    monolith: refused,
  });
  expect(requests).toBe(0);
});

test('with NODE_EXTRA_CA_CERTS an own authority is trusted, for its own names and until its end only', async () => {
  const good = await startServer(await authorities.issue('good', { hosts: ['127.0.0.1'] }));
  expect(await callTrusting(`https://127.0.0.1:${good}/x`)).toEqual({
    provider: '200',
    webhook: '200',
    monolith: '200',
  });
  const before = requests;
  expect(await callTrusting(`https://localhost:${good}/x`)).toEqual({
    provider: 'ERR_TLS_CERT_ALTNAME_INVALID',
    webhook: 'tls',
    monolith: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
  const old = await startServer(await authorities.issue('old', { days: -1 }));
  expect(await callTrusting(`https://127.0.0.1:${old}/x`)).toEqual({
    provider: 'CERT_HAS_EXPIRED',
    webhook: 'tls',
    monolith: 'CERT_HAS_EXPIRED',
  });
  expect(requests).toBe(before);
});
