import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { deepestJson } from '@neighbourhood/shared/grpc/wire';
import type { ProviderAnswer } from '../domain/provider-answer.ts';

/** UnreadableAnswer is an answer whose status was received, and whose body is of no use. */
export class UnreadableAnswer extends Error {
  readonly status: number;
  /** In words that follow "answered 200 ". */
  readonly what: string;
  /** Whether the connection ended in the middle of it: asking again may help. */
  readonly brokeOff: boolean;

  constructor(
    status: number,
    what: string,
    { brokeOff = false, cause }: { brokeOff?: boolean; cause?: unknown } = {},
  ) {
    super(`answered ${status} ${what}`, { cause });
    this.name = 'UnreadableAnswer';
    this.status = status;
    this.what = what;
    this.brokeOff = brokeOff;
  }
}

/** Body is what was read: parsed JSON, or text and what it is in place of JSON. */
export type Body = Pick<ProviderAnswer, 'body' | 'notJson'>;

interface Incoming {
  statusCode: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Readable;
}

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * readAnswer reads a body of at most `limit` bytes, uncompressed. Fails with UnreadableAnswer, and as the stream does
 * where it was aborted or fell silent.
 */
export async function readAnswer(answer: Incoming, limit: number): Promise<Body> {
  const tooLarge = () => new UnreadableAnswer(answer.statusCode, `with more than ${sizeOf(limit)}`);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    if (Number(answer.headers['content-length']) > limit) throw tooLarge();
    for await (const chunk of decoded(answer) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    answer.body.once('error', () => undefined).destroy();
    throw wasStopped(error) || error instanceof UnreadableAnswer ? error : brokenOff(answer, error);
  }
  return parse(answer, Buffer.concat(chunks));
}

function decoded({ statusCode, headers, body }: Incoming): Readable {
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity' || encoding === '') return body;
  const decoder = decoders[encoding];
  if (!decoder) throw new UnreadableAnswer(statusCode, 'in an encoding that nobody asked for');
  // The decoder fails with the body; nobody else listens.
  return pipeline(body, decoder(), () => undefined);
}

/** Whether we ended it, or waited in vain: the caller tells that as a timeout. */
function wasStopped(error: unknown): boolean {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return (
    name === 'AbortError' ||
    name === 'TimeoutError' ||
    code === 'UND_ERR_ABORTED' ||
    code === 'UND_ERR_BODY_TIMEOUT'
  );
}

function brokenOff({ statusCode }: Incoming, cause: unknown): UnreadableAnswer {
  const code = String((cause as { code?: unknown }).code);
  if (/^(Z_(?!BUF)|ERR_(_ERROR|BROTLI))/.test(code)) {
    return new UnreadableAnswer(statusCode, 'with a body that is not compressed as it says', { cause });
  }
  return new UnreadableAnswer(statusCode, 'and broke off', { brokeOff: true, cause });
}

/** Providers send JSON under many content types; what is none stays text. */
function parse({ statusCode, headers }: Incoming, bytes: Buffer): Body {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') return { body: null, notJson: 'nothing' };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    const html =
      /html/i.test(String(headers['content-type'] ?? '')) || /^\s*<(!doctype html|html)/i.test(text);
    return { body: text, notJson: html ? 'HTML' : 'text' };
  }
  if (isDeep(body)) throw new UnreadableAnswer(statusCode, 'with JSON that is nested too deeply');
  return { body };
}

/** Level by level, as whatever calls itself would end where the stack does. */
function isDeep(value: unknown): boolean {
  const isNested = (each: unknown): each is object => typeof each === 'object' && each !== null;
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= deepestJson) return true;
    level = level.flatMap(each => Object.values(each) as unknown[]).filter(isNested);
  }
  return false;
}

function sizeOf(bytes: number): string {
  return bytes % 1024 ** 2 === 0 ? `${bytes / 1024 ** 2} MiB` : `${bytes} bytes`;
}
