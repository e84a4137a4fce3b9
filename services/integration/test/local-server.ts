import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Seen is a request that a local server got. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Reply is what a local server answers; `hangUp` closes the connection instead. */
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | 'hangUp';

/** startLocalServer stands for a provider: it answers as `reply` says and remembers what it was asked. */
export async function startLocalServer(reply: (seen: Seen, count: number) => Reply) {
  const requests: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then(body => {
      const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      requests.push(seen);
      const answer = reply(seen, requests.length);
      if (answer === 'hangUp') return request.socket.destroy();
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      return response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
