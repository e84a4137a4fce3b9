import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** startMock stands for a provider that takes no more than `requests` in any stretch of `windowMs`; without, everything. */
export async function startMock(limit?: { requests: number; windowMs: number }) {
  const accepted: number[] = [];
  let first = 0;
  let refused = 0;
  const server = createServer((_request, response) => {
    const at = performance.now();
    while (limit && (accepted[first] ?? at) <= at - limit.windowMs) first += 1;
    const full = limit !== undefined && accepted.length - first >= limit.requests;
    if (full) refused += 1;
    else accepted.push(at);
    response
      .writeHead(full ? 429 : 200, { 'content-type': 'application/json', 'retry-after': '1' })
      .end('{"id":"1"}');
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    refused: () => refused,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
