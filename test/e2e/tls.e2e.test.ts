import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import pg from 'pg';
import { startPlatform, type TestPlatform } from '../../tools/jest/platform.ts';
import { authorityFile } from '../../tools/up/src/platform/tls.ts';
import { journey, newWorld } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import { createRest } from '../journey/rest.ts';

// The same journey over TLS: nothing but TLS= differs. What must be refused, and why, is in test/tls.

describe('make up TLS=1', () => {
  const usual = getCACertificates('default');
  let platform: TestPlatform;
  let listener: Listener;
  let state: string;

  beforeAll(async () => {
    listener = await startListener();
    platform = await startPlatform('--tls');
    state = path.resolve((await platform.status()).processes[0]!.log, '../..');
    // As NODE_EXTRA_CA_CERTS does for a process that is yet to start.
    setDefaultCACertificates([...usual, readFileSync(authorityFile(state), 'utf8')]);
  });
  afterAll(async () => {
    setDefaultCACertificates(usual);
    await platform.stop();
    await listener.close();
  });

  test('carries the whole journey through REST over https', async () => {
    expect(platform.baseUrl).toMatch(/^https:/);
    const world = newWorld(createRest(platform.baseUrl), listener);
    for (const step of journey) await step.run(world);
  });

  test('tells browsers to stay with https', async () => {
    const { headers } = await fetch(`${platform.baseUrl}/health/live`);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=63072000/);
  });

  test('has no server that answers in plain text', async () => {
    const { processes, stores } = await platform.status();
    expect(stores['postgres']).toMatch(/[?&]sslmode=verify-full&sslrootcert=/);
    expect(stores['redis']).toMatch(/^rediss:/);
    expect(stores['notification']).toMatch(/[?&]tls=true&tlsCAFile=/);
    const portOf = (wanted: string) => processes.find(({ name }) => name === wanted)?.ports ?? {};
    for (const port of [portOf('gateway')['http'], portOf('redis')['redis']])
      expect([port, await plainAnswer(port ?? 0)]).toEqual([port, '']);
    const plain = new URL(stores['postgres'] ?? '');
    plain.search = '';
    const client = new pg.Client({ connectionString: plain.href });
    await expect(client.connect()).rejects.toThrow(/no encryption/);
  });
});

/** What a server says to an HTTP request, which Redis would complain of. */
function plainAnswer(port: number): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data: Buffer) => (heard += data.toString('latin1')));
    socket.on('error', () => undefined);
    // An alert of TLS, whose first byte is 21, says only that this was none.
    socket.on('close', () => resolve(heard.startsWith('\u0015') ? '' : heard));
    socket.end('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  });
}
