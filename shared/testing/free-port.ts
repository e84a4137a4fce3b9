import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the range of outgoing connections, and for each of Jest's workers a range of its own: a port stays free
// until whoever asked for it listens, some seconds later.
const [lowest, size, ranges] = [11_000, 2_500, 8];
const worker = Number(process.env['JEST_WORKER_ID'] ?? '1') - 1;
const base = lowest + (worker % ranges) * size;
let next = Math.floor(Math.random() * size);

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const listening = await Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]).catch(() => false);
  if (listening) {
    server.close();
    await once(server, 'close');
  }
  return listening;
}

/** freePort finds a TCP port of the loopback address that nobody listens on, another one at each call. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < size; tried += 1) {
    next = (next + 1) % size;
    // Another call may move on meanwhile.
    const port = base + next;
    if (await canListen(port)) return port;
  }
  throw new Error(`No port between ${base} and ${base + size} is free`);
}
