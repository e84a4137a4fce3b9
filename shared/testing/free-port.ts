import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that Linux gives to outgoing connections (32768 and up), which could take a port between the
 * look and its use, and above the platform's; a range for each of Jest's workers, which run at the same time.
 */
const first = 20_000;
const perWorker = 1_500;
const begin = first + (Number(process.env['JEST_WORKER_ID'] ?? 0) % 8) * perWorker;
/** Test files of one worker run one after another, each with a copy of this module: they begin apart. */
let next = Math.floor(Math.random() * perWorker);

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** freePort finds a TCP port of the loopback address that nobody listens on, another each time. */
export async function freePort(): Promise<number> {
  const port = begin + (next++ % perWorker);
  return (await isFree(port)) ? port : freePort();
}
