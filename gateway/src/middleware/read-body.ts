import { type IncomingMessage } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Route } from '../http/route.ts';
import { type Context, type Step } from '../http/state.ts';

const tooLarge = (limit: number) =>
  new AppError('payloadTooLarge', 'REQUEST.TOO_LARGE', `A request body may have at most ${limit} bytes.`);

async function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      request.removeAllListeners('data');
      request.resume();
      reject(tooLarge(limit));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', cause => {
      reject(
        new AppError('invalidArgument', 'REQUEST.MALFORMED', 'The request body ended early.', { cause }),
      );
    });
  });
}

/** limitedBody gives the body as a stream that fails beyond `limit` bytes; undefined where there is none. */
export function limitedBody(context: Context, limit: number): Readable | undefined {
  const { req } = context;
  const announced = context.get('Content-Length');
  if (Number(announced) > limit) throw tooLarge(limit);
  if (Number(announced) === 0 && context.get('Transfer-Encoding') === '') return undefined;
  let length = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length <= limit) {
        done(null, chunk);
        return;
      }
      // The rest is read and thrown away, so that the caller gets to see the refusal.
      req.unpipe(counted);
      req.resume();
      done(tooLarge(limit));
    },
  });
  req.once('error', cause => counted.destroy(cause));
  return req.pipe(counted);
}

/** isStreamed tells whether the body of a request is passed on as it comes. */
export function isStreamed(context: Context, streams: Route['streams']): boolean {
  return streams === 'all' || (streams === 'files' && !/^$|json/i.test(context.get('Content-Type')));
}

/**
 * readBody reads the whole body of requests that may have one; more than `limitBytes` is a 413. Routes that stream get
 * it unread, with at most `streamBytes`.
 */
export function readBody({ limitBytes, streamBytes }: { limitBytes: number; streamBytes: number }): Step {
  return async (context, next) => {
    const mayHave = context.method !== 'GET' && context.method !== 'HEAD';
    if (mayHave && isStreamed(context, context.state.route?.streams)) {
      const body = limitedBody(context, streamBytes);
      // Whoever answers before it was read has no use for it.
      body?.on('error', () => undefined);
      if (body) context.state.upload = body;
    } else if (context.method !== 'GET' && context.method !== 'HEAD') {
      if (Number(context.get('Content-Length')) > limitBytes) throw tooLarge(limitBytes);
      context.state.rawBody = await collect(context.req, limitBytes);
    }
    await next();
  };
}
