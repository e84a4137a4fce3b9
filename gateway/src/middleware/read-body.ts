import { type IncomingMessage } from 'node:http';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Step } from '../http/state.ts';

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

/** readBody reads the whole body of requests that may have one; more than `limitBytes` is a 413. */
export function readBody({ limitBytes }: { limitBytes: number }): Step {
  return async (context, next) => {
    if (context.method !== 'GET' && context.method !== 'HEAD') {
      if (Number(context.get('Content-Length')) > limitBytes) throw tooLarge(limitBytes);
      context.state.rawBody = await collect(context.req, limitBytes);
    }
    await next();
  };
}
