import { X509Certificate } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get as getPlain } from 'node:http';
import { Agent as TlsAgent, get } from 'node:https';
import path from 'node:path';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { execFileSync } from 'node:child_process';
import { Registry } from 'prom-client';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type HttpServer, listen } from '../../gateway/src/infrastructure/http-server.ts';
import { createRenewingTls } from '../../gateway/src/infrastructure/renewing-tls.ts';
import { readTlsFiles, type TlsSettings } from '../../gateway/src/infrastructure/tls-files.ts';
import { type Certificate } from '../../tools/up/src/servers/certificates.ts';
import { createTestAuthorities, type TestAuthorities } from './certificates.ts';

let authorities: TestAuthorities;
let first: Certificate;
let second: Certificate;

beforeAll(async () => {
  authorities = await createTestAuthorities();
  [first, second] = await Promise.all([authorities.issue('first'), authorities.issue('second')]);
});
afterAll(() => authorities.remove());

const settings = (over: Partial<TlsSettings> = {}): TlsSettings => ({
  certFile: first.cert,
  keyFile: first.key,
  minVersion: 'TLSv1.2',
  reloadEvery: 20,
  ...over,
});
const serial = ({ cert }: Certificate) => new X509Certificate(readFileSync(cert)).serialNumber;
const scratch = (name: string, text: string) => {
  const file = path.join(authorities.directory, name);
  writeFileSync(file, text);
  return file;
};

describe('files that the gateway cannot serve with', () => {
  const refusal = (over: Partial<TlsSettings>, now?: Date) => {
    try {
      readTlsFiles(settings(over), now);
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('are named when they are not there', () => {
    expect(refusal({ certFile: '/nowhere/a.crt' })).toBe('server.tls.cert_file: /nowhere/a.crt is not there');
    expect(refusal({ keyFile: '/nowhere/a.key' })).toBe('server.tls.key_file: /nowhere/a.key is not there');
    expect(refusal({ clientCaFile: '/nowhere/ca' })).toBe(
      'server.tls.client_ca_file: /nowhere/ca is not there',
    );
  });

  test('are named when they cannot be read', () => {
    expect(refusal({ keyFile: authorities.directory })).toBe(
      `server.tls.key_file: ${authorities.directory} cannot be read (EISDIR)`,
    );
  });

  test('are named when they hold something else', () => {
    const text = scratch('text', 'nothing of that kind');
    expect(refusal({ certFile: text })).toBe(`server.tls.cert_file: ${text} holds no PEM certificate`);
    expect(refusal({ keyFile: text })).toBe(`server.tls.key_file: ${text} holds no private key`);
    expect(refusal({ certFile: first.key })).toBe(
      `server.tls.cert_file: ${first.key} holds no PEM certificate`,
    );
  });

  test('are both named when the key is of another certificate', () => {
    expect(refusal({ keyFile: second.key })).toBe(
      `server.tls.key_file: ${second.key} is not the key of the certificate in server.tls.cert_file, ${first.cert}`,
    );
  });

  test('are told to be stored without a passphrase', () => {
    const locked = path.join(authorities.directory, 'locked.key');
    execFileSync('openssl', ['pkcs8', '-topk8', '-in', first.key, '-out', locked, '-passout', 'pass:secret']);
    expect(refusal({ keyFile: locked })).toBe(
      `server.tls.key_file: ${locked} is locked by a passphrase: store it without`,
    );
  });

  test('are refused before and after their time', async () => {
    const expired = await authorities.issue('expired', { days: -1 });
    expect(refusal({ certFile: expired.cert, keyFile: expired.key })).toMatch(
      /^server\.tls\.cert_file: the certificate in \S+expired\.crt expired on \d{4}-\d\d-\d\dT/,
    );
    expect(refusal({}, new Date(Date.now() - 3_600_000))).toMatch(/first\.crt is not valid before \d{4}-/);
  });
});

describe('a gateway with TLS', () => {
  const stops: (() => Promise<void> | void)[] = [];
  const problems: string[] = [];
  const quiet = {
    debug() {},
    info() {},
    warn() {},
    error: (_: object, text?: string) => void problems.push(text ?? ''),
  };

  const start = async (given: TlsSettings): Promise<HttpServer & { registry: Registry }> => {
    const registry = new Registry();
    const tls = createRenewingTls(given, { log: quiet, registry });
    const server = await listen(
      (request, response) => {
        if (request.url === '/slow') setTimeout(() => response.end('late'), 300);
        else if (request.url === '/who')
          response.end(String('authorized' in request.socket && request.socket.authorized));
        else response.end(request.url);
      },
      { host: '127.0.0.1', port: 0, timeoutMs: 5_000, drainMs: 1_000, tls: tls.listening },
    );
    stops.push(tls.follow(server), () => server.drain());
    return { ...server, registry };
  };
  afterEach(async () => {
    problems.length = 0;
    for (const stop of stops.splice(0)) await stop();
  });

  /** Shakes hands; gives the socket, or rejects as the handshake did. */
  const shake = (port: number, options: ConnectionOptions = {}) =>
    new Promise<TLSSocket>((resolve, reject) => {
      const ca = readFileSync(authorities.ours.cert);
      const socket = connect({ host: '127.0.0.1', port, ca, ...options }, () => resolve(socket));
      socket.on('error', reject);
    });
  const shown = async (port: number) => {
    const socket = await shake(port);
    const { serialNumber } = socket.getPeerCertificate();
    socket.destroy();
    return serialNumber;
  };
  const ask = (port: number, url: string, agent?: TlsAgent) =>
    new Promise<string>((resolve, reject) => {
      const options = { ca: readFileSync(authorities.ours.cert), ...(agent ? { agent } : {}) };
      get(`https://127.0.0.1:${port}${url}`, options, response => {
        response.setEncoding('utf8');
        let body = '';
        response.on('data', (text: string) => (body += text)).on('end', () => resolve(body));
      }).on('error', reject);
    });

  test('speaks TLS 1.3 with those who can, 1.2 with others, and nothing older', async () => {
    const { port } = await start(settings());
    const versions = async (options: ConnectionOptions) => {
      const socket = await shake(port, options);
      const version = socket.getProtocol();
      socket.destroy();
      return version;
    };
    expect(await versions({})).toBe('TLSv1.3');
    expect(await versions({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
    // Security level 0 lets the client offer it at all.
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(shake(port, old)).rejects.toThrow(/protocol version/);
    const { port: strict } = await start(settings({ minVersion: 'TLSv1.3' }));
    await expect(shake(strict, { maxVersion: 'TLSv1.2' })).rejects.toThrow(/protocol version/);
  });

  test('is refused by those who trust another authority, or look for another host', async () => {
    const { port } = await start(settings());
    const other = { ca: readFileSync(authorities.theirs.cert) };
    await expect(shake(port, other)).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    await expect(shake(port, { servername: 'api.example.com' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  test('answers nothing to plain HTTP, and goes on', async () => {
    const { port } = await start(settings());
    const plain = new Promise((resolve, reject) => {
      getPlain(`http://127.0.0.1:${port}/`, { agent: new Agent() }, resolve).on('error', reject);
    });
    await expect(plain).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await ask(port, '/here')).toBe('/here');
  });

  test('shows a new certificate once its files are replaced, and drops no connection', async () => {
    const [certFile, keyFile] = [scratch('live.crt', ''), scratch('live.key', '')];
    copyFileSync(first.cert, certFile);
    copyFileSync(first.key, keyFile);
    const { port, registry } = await start(settings({ certFile, keyFile }));
    expect(await shown(port)).toBe(serial(first));
    const kept = new TlsAgent({ keepAlive: true, maxSockets: 1 });
    await ask(port, '/', kept);
    const [socket] = Object.values(kept.freeSockets).flatMap(list => list ?? []);
    const slow = ask(port, '/slow');

    copyFileSync(second.cert, certFile);
    // Half replaced: nothing that could be served with, and so the old one stays.
    await eventually(() => problems.length > 0);
    expect(problems).toEqual([
      expect.stringMatching(/stays: server\.tls\.key_file: \S+live\.key is not the key/),
    ]);
    expect(await shown(port)).toBe(serial(first));

    copyFileSync(second.key, keyFile);
    await eventually(async () => (await shown(port)) === serial(second));
    expect(await slow).toBe('late');
    expect(await ask(port, '/again', kept)).toBe('/again');
    expect(Object.values(kept.freeSockets).flatMap(list => list ?? [])).toEqual([socket]);
    kept.destroy();
    const ends = new X509Certificate(readFileSync(second.cert)).validToDate.getTime() / 1000;
    expect(await registry.metrics()).toContain(`not_after_timestamp_seconds ${ends}`);
  });

  test('knows callers by certificates of the authorities that it was given', async () => {
    const { port } = await start(settings({ clientCaFile: authorities.ours.cert }));
    const foreign = await authorities.issue('foreign', { of: authorities.theirs });
    const who = async (shows?: Certificate) => {
      const pair = shows && { cert: readFileSync(shows.cert), key: readFileSync(shows.key) };
      const agent = new TlsAgent({ ca: readFileSync(authorities.ours.cert), ...pair });
      return ask(port, '/who', agent).finally(() => agent.destroy());
    };
    expect([await who(second), await who(foreign), await who()]).toEqual(['true', 'false', 'false']);
  });

  test('keeps its certificate while the files are away', async () => {
    const [certFile, keyFile] = [scratch('gone.crt', ''), scratch('gone.key', '')];
    copyFileSync(first.cert, certFile);
    copyFileSync(first.key, keyFile);
    const { port } = await start(settings({ certFile, keyFile }));
    rmSync(certFile);
    await eventually(() => problems.length > 0);
    expect(problems).toEqual([
      expect.stringMatching(/stays: server\.tls\.cert_file: \S+gone\.crt is not there/),
    ]);
    expect(await shown(port)).toBe(serial(first));
  });
});
