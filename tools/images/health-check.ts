/**
 * The HEALTHCHECK of the images: asks the app beside it whether it can work, and exits with 0 or 1. It stands alone,
 * without any package, because it is started anew every few seconds. HEALTH_TARGET names another address.
 */
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:http2';
import { get as getTls } from 'node:https';

const timeout = 3_000;
const given = process.env['HEALTH_TARGET'];
const target = new URL(given ?? readFileSync(new URL('./health-target', import.meta.url), 'utf8').trim());
const moved = process.env['NH_SERVER__PORT'];
if (given === undefined && moved !== undefined) target.port = moved;

function answer(isHealthy: boolean): never {
  process.exit(isHealthy ? 0 : 1);
}

setTimeout(() => answer(false), timeout);
if (target.protocol === 'grpc:') grpc(target.host);
else if (target.protocol === 'https:') {
  // It is asked through loopback, where its certificate's name does not lead.
  getTls(target, { rejectUnauthorized: false }, ({ statusCode }) => answer(statusCode === 200)).on(
    'error',
    () => answer(false),
  );
} else get(target, ({ statusCode }) => answer(statusCode === 200)).on('error', () => answer(false));

/** grpc.health.v1.Health/Check of the whole server: an empty message there, `status: SERVING` (08 01) back. */
function grpc(host: string): void {
  const session = connect(`http://${host}`);
  session.on('error', () => answer(false));
  const stream = session.request({
    ':method': 'POST',
    ':path': '/grpc.health.v1.Health/Check',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const chunks: Buffer[] = [];
  stream.on('error', () => answer(false));
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => answer(Buffer.concat(chunks).toString('hex') === '00000000020801'));
  stream.end(Buffer.alloc(5));
}
