import { createServer, type RequestListener, STATUS_CODES } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';
import { type SecureContextOptions } from 'node:tls';
import { type TlsMaterial, type TlsSettings } from './tls-files.ts';

/** HttpServerOptions: where to listen, and for how long to wait for others. */
export interface HttpServerOptions {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  timeoutMs: number;
  drainMs: number;
  /** With it the server speaks HTTPS only. */
  tls?: { minVersion: TlsSettings['minVersion']; material: TlsMaterial } | undefined;
}

/** HttpServer is a listening server. */
export interface HttpServer {
  port: number;
  /** Takes no more connections, waits for the answers that are under way, at most `drainMs`. */
  drain(): Promise<void>;
  /** From now on new connections get this certificate; those at hand go on with theirs. */
  renew(material: TlsMaterial): void;
}

/** How long a TLS handshake may take. */
const handshakeTimeoutMs = 10_000;

/** What Node could not even read as HTTP is answered as a problem too. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Without a common TLS, or with plain HTTP where TLS is spoken, there is nobody to answer to.
  const noTls = /^ERR_(SSL|TLS)_/.test(error.code ?? '');
  if (error.code === 'ECONNRESET' || noTls || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const title = STATUS_CODES[status] ?? 'Bad Request';
  const code =
    status === 431 ? 'REQUEST.HEADERS_TOO_LARGE' : status === 408 ? 'REQUEST.TIMEOUT' : 'REQUEST.MALFORMED';
  const problem = {
    type: `urn:neighbourhood:problem:${code.toLowerCase()}`,
    title,
    status,
    detail: 'The request could not be read.',
    code,
  };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** TLS 1.3 is what both sides choose when they can. */
function contextOf(
  { cert, key, clientCa }: TlsMaterial,
  minVersion: TlsSettings['minVersion'],
): SecureContextOptions {
  return { cert, key, minVersion, ...(clientCa === undefined ? {} : { ca: clientCa }) };
}

function create(receive: RequestListener, tls: HttpServerOptions['tls']) {
  if (tls === undefined) return { server: createServer(receive), renew: () => {} };
  const { material, minVersion } = tls;
  const server = createTlsServer(
    {
      ...contextOf(material, minVersion),
      handshakeTimeout: handshakeTimeoutMs,
      // Asked for, and checked by requireClientCertificate: a handshake could not say what is missing.
      requestCert: material.clientCa !== undefined,
      rejectUnauthorized: false,
    },
    receive,
  );
  return { server, renew: (next: TlsMaterial) => server.setSecureContext(contextOf(next, minVersion)) };
}

/** listen starts an HTTP or HTTPS server. Rejects where the port is taken. */
export async function listen(handler: RequestListener, options: HttpServerOptions): Promise<HttpServer> {
  let draining = false;
  const receive: RequestListener = (request, response) => {
    if (draining) response.setHeader('Connection', 'close');
    handler(request, response);
  };
  const { server, renew } = create(receive, options.tls);
  server.requestTimeout = options.timeoutMs;
  server.headersTimeout = Math.min(15_000, options.timeoutMs);
  server.keepAliveTimeout = 65_000;
  server.on('clientError', refuse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    renew,
    drain: () =>
      new Promise(resolve => {
        draining = true;
        const force = setTimeout(() => server.closeAllConnections(), options.drainMs);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
