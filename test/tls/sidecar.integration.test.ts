import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect as connectPlain, createServer, type Socket } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { newEvent } from '@neighbourhood/shared/events/cloud-event';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { daprBinary } from '../../tools/up/src/build/dapr.ts';
import { type Certificates } from '../../tools/up/src/platform/tls.ts';
import { createTestAuthorities, type TestAuthorities } from './certificates.ts';
import { type Placement, type ServerName, startTlsServer, type TlsServer } from './platform.ts';

// The platform's own component files with components/tls laid over them, in real sidecars, on real servers.

const log = createLogger({ app: 'test', level: 'silent' });
let authorities: TestAuthorities;
let certificates: Certificates;
let server: TlsServer;

beforeAll(async () => {
  authorities = await createTestAuthorities();
  certificates = {
    ca: authorities.ours.cert,
    server: await authorities.issue('server', { hosts: ['127.0.0.1'] }),
    client: await authorities.issue('client'),
  };
});
afterAll(() => authorities.remove());

const text = (file: string) => readFileSync(file, 'utf8');
const event = () =>
  newEvent({ type: 'session.revoked', source: '/neighbourhood/auth', workspaceId: 'wsp_1', data: {} });

/** Does something with the sidecar of auth; `placed` is what differs from what `make up TLS=1` places. */
async function withSidecar<T>(
  work: (sidecar: Sidecar, daprd: Daprd) => Promise<T>,
  placed: Placement = {},
): Promise<T> {
  const { released = false } = placed;
  const daprd = await startDaprd({
    appId: 'auth',
    folders: server.place(placed),
    daprd: await daprBinary(released ? 'daprd' : 'daprd-repaired'),
  });
  const sidecar = createSidecar({ ...daprd, log });
  try {
    return await work(sidecar, daprd);
  } finally {
    sidecar.close();
    await daprd.stop();
  }
}

/** Why no event could be published, from the sidecar's log; no secret is in any of it. */
async function refusal(placed: Placement): Promise<string> {
  let output = (): string => '';
  const attempt = withSidecar((sidecar, daprd) => {
    output = daprd.output;
    return sidecar.publish('auth.events', event());
  }, placed);
  const said = await attempt.then(
    () => 'published',
    // Where the sidecar did not even start, the message has its log.
    (error: unknown) => (error as Error).message + output(),
  );
  expect(said).not.toContain(server.password);
  return said;
}

/** What somebody hears who does not speak TLS, or whose TLS the server does not like. */
const hears = (socket: Socket): Promise<string> =>
  new Promise(resolve => {
    let heard = '';
    socket.on('data', (data: Buffer) => (heard += data.toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) => (heard += ` ${error.code ?? ''}`));
    socket.on('close', () => resolve(heard));
    socket.write('PING\r\n'.repeat(20));
  });

/** The addresses in a file, as another name of the same machine, which the certificate does not have. */
const byName = (file: string) => file.replaceAll(/127\.0\.0\.1:(\d+)/g, 'localhost:$1');
const notOurs = () => ({ 'tls-authority': text(authorities.theirs.cert) });

describe.each<ServerName>(['redis', 'rabbitmq', 'kafka'])('%s over TLS', name => {
  beforeAll(async () => {
    server = await startTlsServer(name, certificates);
  });
  afterAll(() => server.stop());

  test('takes events of a sidecar that has the files of components/tls', async () => {
    await withSidecar(sidecar => sidecar.publish('auth.events', event()));
  });

  test('answers nobody who speaks plainly', async () => {
    const heard = await hears(connectPlain(server.port, '127.0.0.1'));
    // At most what TLS calls an alert, whose first byte is 21.
    expect(['', '\u0015']).toContain(heard.replace(' ECONNRESET', '').slice(0, 1));
  });

  test('is out of reach for a sidecar that has not', async () => {
    expect(await refusal({ plain: true })).toMatch(
      /initialization error occurred for pubsub \(pubsub\.\w+\/v1\): (redis streams: error connecting|Exception \(501\)|failed to get latest Kafka clients)/,
    );
  });

  test('is refused by sidecars when its certificate is of another authority', async () => {
    expect(await refusal({ secrets: notOurs() })).toMatch(
      /for pubsub \(pubsub\.\w+\/v1\): .*x509: certificate signed by unknown authority/,
    );
  });

  test('is refused by sidecars under a name that its certificate does not have', async () => {
    expect(await refusal({ edit: byName })).toMatch(/for pubsub .*x509: .*localhost/);
  });

  test('has nobody in its place who speaks plainly', async () => {
    const plain = createServer(socket => socket.on('error', () => undefined).write('220 who is there?\r\n'));
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    const elsewhere = (file: string) => file.replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`);
    expect(await refusal({ edit: elsewhere })).toMatch(
      /for pubsub .*tls: first record does not look like a TLS handshake/,
    );
    plain.close();
  });

  // Kafka does not start with one, and the launcher does not take Redis for ready; all sidecars verify alike.
  if (name !== 'rabbitmq') return;
  test('is refused by sidecars when its certificate has expired', async () => {
    const expired = await authorities.issue('expired', { hosts: ['127.0.0.1'], days: -1 });
    await server.restart({ ...expired, ca: certificates.ca });
    expect(await refusal({})).toMatch(/for pubsub .*x509: certificate has expired/);
    await server.restart({ ...certificates.server, ca: certificates.ca });
  });
});

describe('Redis over TLS', () => {
  beforeAll(async () => {
    server = await startTlsServer('redis', certificates);
  });
  afterAll(() => server.stop());

  test('keeps state, and tells of configuration', async () => {
    await withSidecar(async sidecar => {
      await sidecar.state('statestore').set('a', { b: 1 }, { ttlSeconds: 60 });
      expect((await sidecar.state('statestore').get('a'))?.value).toEqual({ b: 1 });
      await sidecar.state('sharedstate').set('a', { b: 2 }, { ttlSeconds: 60 });
      expect((await sidecar.state('sharedstate').get('a'))?.value).toEqual({ b: 2 });
    });
  });

  test('takes nobody without a certificate of its authority, whatever password they have', async () => {
    const ca = text(certificates.ca);
    const pair = ({ cert, key }: Certificates['client']): ConnectionOptions => ({
      cert: text(cert),
      key: text(key),
    });
    const foreign = await authorities.issue('foreign', { of: authorities.theirs });
    const ask = (shown: ConnectionOptions) =>
      hears(
        connect({ host: '127.0.0.1', port: server.port, ca, ...shown }, function (this: Socket) {
          this.write('QUIT\r\n');
        }),
      );
    expect(await ask(pair(certificates.client))).toContain('NOAUTH');
    expect(await ask({})).not.toContain('NOAUTH');
    expect(await ask(pair(foreign))).not.toContain('NOAUTH');
  });

  test('tells a sidecar without a certificate that it wants one', async () => {
    const client = / +- name: client(Cert|Key)\n +secretKeyRef:\n( +(name|key): .*\n)+/g;
    // The server hangs up after its alert; a sidecar that still writes may see only that.
    expect(await refusal({ edit: file => file.replaceAll(client, '') })).toMatch(
      /for pubsub .*(tls: certificate required|connection reset by peer|broken pipe)/,
    );
  });

  test('is believed whatever it shows by daprd as released, which docs/tls.md warns of', async () => {
    expect(await refusal({ secrets: notOurs(), released: true })).toBe('published');
  });
});
