import { Readable } from 'node:stream';
import type { TransferResponse__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/TransferResponse';
import type { TransferStart } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/TransferStart';
import { type Duplex } from '@neighbourhood/shared/grpc/stream-client';
import { type Reply } from '../http/reply.ts';
import { type Request, type Streamed } from '../http/route.ts';
import { type Transfers } from '../infrastructure/services.ts';

/** A transfer ends by then; until it is answered, the request's own deadline counts. */
const longestMs = 600_000;

type Stream = Duplex<{ start: TransferStart } | { chunk: Uint8Array }, TransferResponse__Output>;

/**
 * transfer passes a request on and answers as soon as its answer begins; both bodies go by in pieces, no faster than
 * they are taken.
 */
export async function transfer(
  transfers: Transfers,
  start: TransferStart,
  { call, streamed }: Pick<Request, 'call' | 'streamed'>,
): Promise<Reply> {
  const { body, length } = streamed;
  const about =
    body === undefined ? {} : { hasBody: true, ...(length === undefined ? {} : { contentLength: length }) };
  const deadline = new Date(Date.now() + longestMs);
  const stream = transfers.Transfer({ ...call, deadline }) as Stream;
  const sent = send(stream, { start: { ...start, ...about } }, body);
  // A body that fails is why the call does; one that nobody wants any more is no failure.
  const failed = new Promise<never>((_resolve, reject) => {
    sent.catch(reject);
  });
  failed.catch(() => undefined);
  const answers = stream.answers[Symbol.asyncIterator]();
  const first = await Promise.race([answers.next(), failed]);
  const answer = first.done === true ? undefined : first.value.answer;
  if (!answer) throw new Error('A transfer was answered without a beginning.');
  const headers = headersOf(answer.headers);
  const { status } = answer;
  if (streamed.method === 'HEAD' || [204, 205, 304].includes(status)) {
    stream.cancel();
    return { status, headers };
  }
  return { status, headers, stream: Readable.from(chunks(stream, answers), { objectMode: false }) };
}

async function send(
  stream: Stream,
  start: { start: TransferStart },
  body: Readable | undefined,
): Promise<void> {
  const ended = () => undefined;
  await stream.send(start).catch(ended);
  if (body) await sendBody(stream, body);
  stream.finish();
}

async function sendBody(stream: Stream, body: Readable): Promise<void> {
  const unwanted = new AbortController();
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      // Read to its end all the same: the caller gets to see the answer.
      if (unwanted.signal.aborted) continue;
      await stream.send({ chunk }).catch(() => {
        unwanted.abort();
      });
    }
  } catch (error) {
    stream.cancel();
    throw error;
  }
}

async function* chunks(
  stream: Stream,
  answers: AsyncIterator<TransferResponse__Output>,
): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      const next = await answers.next();
      if (next.done === true) return;
      if (next.value.chunk) yield next.value.chunk;
    }
  } finally {
    stream.cancel();
  }
}

function headersOf(given: readonly { name: string; value: string }[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { name, value } of given) {
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}

/** headerPairs are a request's headers as messages have them. */
export function headerPairs({ headers }: Streamed): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}
