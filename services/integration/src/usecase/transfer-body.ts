import { Readable } from 'node:stream';
import { AppError } from '@neighbourhood/shared/errors/app-error';

/** IncomingBody is a caller's body, as it comes in. */
export interface IncomingBody {
  chunks: AsyncIterable<Buffer>;
  /** Undefined when the caller does not know it. */
  length?: number | undefined;
}

/** OutgoingBody is what is sent on: small ones are held, so that they can be sent again. */
export interface OutgoingBody {
  body?: Buffer | Readable;
  /** Why it did not come to its end. */
  failure: () => Error | undefined;
}

const smallBytes = 256 * 1024;

const tooLarge = (most: number) =>
  new AppError('payloadTooLarge', 'REQUEST.TOO_LARGE', `A body may have at most ${most} bytes here.`);

/** bodyFrom makes what is sent of what comes in, and refuses more than `most` bytes. */
export async function bodyFrom(given: IncomingBody | undefined, most: number): Promise<OutgoingBody> {
  if (given === undefined) return { failure: () => undefined };
  if ((given.length ?? 0) > most) throw tooLarge(most);
  let failure: Error | undefined;
  const counted = atMost(given.chunks, most, () => tooLarge(most));
  if (given.length !== undefined && given.length <= smallBytes) {
    const held: Buffer[] = [];
    for await (const chunk of counted) held.push(chunk);
    return { body: Buffer.concat(held), failure: () => undefined };
  }
  async function* remembered() {
    try {
      yield* counted;
    } catch (error) {
      failure = error as Error;
      throw error;
    }
  }
  return { body: Readable.from(remembered(), { objectMode: false }), failure: () => failure };
}

/** atMost passes chunks on until there are more bytes than `most`: then it fails. */
export async function* atMost(
  chunks: AsyncIterable<Buffer>,
  most: number,
  error: () => Error,
): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw error();
    yield chunk;
  }
}

/** answerLimit is how an answer fails that has more bytes than `most`. */
export function answerLimit(name: string, most: number): () => Error {
  return () =>
    new AppError('upstreamFailed', 'PROVIDER.ERROR', `${name} answered with more than ${most} bytes.`);
}
