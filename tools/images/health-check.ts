/**
 * The HEALTHCHECK of the images: asks the app beside it whether it can work, and exits with 0 or 1. HEALTH_TARGET names
 * other addresses, with spaces between; `--wait=60` asks for so many seconds until all are well. It stands alone,
 * without any package, because it is started anew every few seconds.
 */
import { readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:http2';
import { get as getTls } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';

/** What one question may take, in milliseconds. */
const patience = 3_000;

function targets(): URL[] {
  const given = process.env['HEALTH_TARGET'];
  if (given !== undefined) return given.split(' ').map(target => new URL(target));
  const target = new URL(readFileSync(new URL('./health-target', import.meta.url), 'utf8').trim());
  target.port = process.env['NH_SERVER__PORT'] ?? target.port;
  return [target];
}

function ask(target: URL): Promise<boolean> {
  return new Promise(resolve => {
    setTimeout(() => resolve(false), patience).unref();
    if (target.protocol === 'grpc:') {
      askGrpc(target.host, resolve);
      return;
    }
    const answered = ({ statusCode = 0 }: IncomingMessage): void => {
      resolve(statusCode >= 200 && statusCode < 300);
    };
    // It is asked through loopback, where its certificate's name does not lead.
    const asked =
      target.protocol === 'https:'
        ? getTls(target, { rejectUnauthorized: false }, answered)
        : get(target, answered);
    asked.on('error', () => resolve(false));
  });
}

/** grpc.health.v1.Health/Check of the whole server: an empty message there, `status: SERVING` (08 01) back. */
function askGrpc(host: string, resolve: (isHealthy: boolean) => void): void {
  const session = connect(`http://${host}`);
  session.on('error', () => resolve(false));
  const stream = session.request({
    ':method': 'POST',
    ':path': '/grpc.health.v1.Health/Check',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const chunks: Buffer[] = [];
  stream.on('error', () => resolve(false));
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => resolve(Buffer.concat(chunks).toString('hex') === '00000000020801'));
  stream.end(Buffer.alloc(5));
}

const seconds = Number(process.argv[2]?.replace('--wait=', '') ?? 0);
const until = Date.now() + seconds * 1_000;
const all = targets();
for (;;) {
  const healthy = await Promise.all(all.map(ask));
  if (healthy.every(Boolean)) process.exit(0);
  if (Date.now() >= until) process.exit(1);
  await pause(100);
}
