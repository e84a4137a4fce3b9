import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Heard is a request as the monolith got it. */
export interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Handler answers one request; the body was read unless the server is told not to. */
export type Handler = (request: Heard, response: ServerResponse, raw: IncomingMessage) => void;

/** LegacyServer stands for the monolith: a real HTTP server, whose answers a test chooses. */
export interface LegacyServer {
  url: string;
  /** Everything it was asked. */
  heard: Heard[];
  answer: Handler;
  /** Connections that are open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** sends answers with JSON. */
export const sends =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
  };

/** startLegacy listens on a free port, or on the one that an earlier server had. */
export async function startLegacy(
  answer: Handler = sends({ from: 'legacy' }),
  port = 0,
): Promise<LegacyServer> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      heard.push(one);
      legacy.answer(one, response, request);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const legacy: LegacyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answer,
    connections: () => new Promise(resolve => server.getConnections((_error, count) => resolve(count))),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return legacy;
}
