import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** The system may offer a port again that was found a moment ago and is not in use yet. */
const given = new Set<number>();

/** freePort finds a TCP port of the loopback address that nobody listens on, another each time. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  if (given.has(port)) return freePort();
  given.add(port);
  return port;
}
