import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { ensureCertificates } from '../../tools/up/src/platform/tls.ts';
import { type Certificate, issue } from '../../tools/up/src/servers/certificates.ts';

describe('the authority of make up TLS=1', () => {
  let state: string;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'neighbourhood-authority-'));
  });
  afterEach(() => rmSync(state, { recursive: true }));

  const file = (name: string) => join(state, 'tls', name);
  const authority = (): Certificate => ({ cert: file('ca.crt'), key: file('ca.key') });
  const contents = () =>
    ['ca', 'server', 'client']
      .flatMap(name => [`${name}.crt`, `${name}.key`])
      .map(one => readFileSync(file(one), 'utf8'));

  test('makes keys that only their owner can read, and lasting certificates once', async () => {
    await ensureCertificates(state);
    for (const name of ['ca', 'server', 'client'])
      expect(statSync(file(`${name}.key`)).mode & 0o777).toBe(0o600);
    const made = contents();
    await ensureCertificates(state);
    expect(contents()).toEqual(made);
  });

  test('renews a certificate that ends within a month, and all of them where the authority is gone', async () => {
    await ensureCertificates(state);
    const [ca, , , serverKey, client] = contents();
    await issue(authority(), 'server', { hosts: ['localhost'], days: 20 });
    await ensureCertificates(state);
    const server = new X509Certificate(readFileSync(file('server.crt')));
    expect(server.validToDate.getTime()).toBeGreaterThan(Date.now() + 80 * 86_400_000);
    expect([contents()[0], contents()[4]]).toEqual([ca, client]);
    expect(contents()[3]).not.toBe(serverKey);

    unlinkSync(authority().key);
    await ensureCertificates(state);
    const own = new X509Certificate(readFileSync(authority().cert));
    for (const name of ['server.crt', 'client.crt'])
      expect(new X509Certificate(readFileSync(file(name))).verify(own.publicKey)).toBe(true);
    expect(contents()[0]).not.toBe(ca);
  });

  test('is believed for this machine only, whatever it signs', async () => {
    const { ca, server } = await ensureCertificates(state);
    const elsewhere = await issue(authority(), 'elsewhere', { hosts: ['api.example.com'], days: 5 });
    expect(await trusted(ca, server, 'localhost')).toBe('trusted');
    expect(await trusted(ca, elsewhere, 'api.example.com')).toBe('permitted subtree violation');
  });
});

/** What a client that trusts `ca` makes of a server on this machine that it takes for `host`. */
async function trusted(ca: string, { cert, key }: Certificate, host: string): Promise<string> {
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port, servername: host, ca: readFileSync(ca) });
  const said = await new Promise<string>(resolve => {
    socket.on('secureConnect', () => resolve('trusted'));
    socket.on('error', (error: Error) => resolve(error.message));
  });
  socket.destroy();
  server.close();
  return said;
}
