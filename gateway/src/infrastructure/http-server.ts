import { createServer, type RequestListener, STATUS_CODES } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Duplex } from 'node:stream';

/** HttpServerOptions: where to listen, and for how long to wait for others. */
export interface HttpServerOptions {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  timeoutMs: number;
  drainMs: number;
}

/** HttpServer is a listening server. */
export interface HttpServer {
  port: number;
  /** Takes no more connections, waits for the answers that are under way, at most `drainMs`. */
  drain(): Promise<void>;
}

/** What Node could not even read as HTTP is answered as a problem too. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
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

/** listen starts an HTTP server. Rejects where the port is taken. */
export async function listen(handler: RequestListener, options: HttpServerOptions): Promise<HttpServer> {
  let draining = false;
  const server = createServer((request, response) => {
    if (draining) response.setHeader('Connection', 'close');
    handler(request, response);
  });
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
