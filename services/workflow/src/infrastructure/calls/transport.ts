import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { type Dispatcher, request as dispatch } from 'undici';
import { fault } from '../../domain/workflow-error.ts';
import { netFault } from './net-faults.ts';

/** HttpRequest is one request, ready to be sent. */
export interface HttpRequest {
  /** As the author wrote it. */
  method: string;
  url: URL;
  /** By lower-case name. */
  headers: Record<string, string>;
  body?: string | undefined;
}

/** HttpAnswer is a whole answer, whatever its status. */
export interface HttpAnswer {
  status: number;
  /** By lower-case name; several of one name are joined. */
  headers: Record<string, string>;
  content: Buffer;
}

/** Transport sends single requests through the guard; it follows no redirect. Rejects as netFault says. */
export interface Transport {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
}

interface Deps {
  /** The guarded agent. */
  dispatcher: Dispatcher;
  /** Bytes that an answer may have, also when it is decompressed. */
  maxAnswerBytes: number;
}

const userAgent = 'NeighbourHood-Workflow/1.0';

/** createTransport sends through a dispatcher, and reads no more than it may. */
export function createTransport({ dispatcher, maxAnswerBytes }: Deps): Transport {
  return {
    async send({ method, url, headers, body }, signal) {
      try {
        const answer = await dispatch(url, {
          dispatcher,
          method: method.toUpperCase(),
          headers: { 'user-agent': userAgent, ...headers },
          signal,
          ...(body === undefined ? {} : { body }),
        });
        const flat = flatten(answer.headers);
        const content = await readAll(answer.body, flat['content-length'], maxAnswerBytes, url.host);
        const encoding = flat['content-encoding'];
        return {
          status: answer.statusCode,
          headers: flat,
          content: encoding === undefined ? content : await decoded(content, encoding, maxAnswerBytes),
        };
      } catch (error) {
        throw netFault(error, url.host, signal);
      }
    },
  };
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

async function readAll(
  body: Dispatcher.ResponseData['body'],
  announced: string | undefined,
  most: number,
  host: string,
): Promise<Buffer> {
  // undici holds an answer to the length that it announces.
  if (announced !== undefined && Number(announced) <= most) return Buffer.from(await body.arrayBuffer());
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw fault('communication', `${host} answered with more than ${most} bytes`, 502);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** We ask for no compression; some servers compress all the same. */
async function decoded(content: Buffer, encoding: string, most: number): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || content.length === 0) return content;
  if (!Object.hasOwn(decoders, name))
    throw fault('communication', 'The answer has a content coding that was not asked for', 502);
  try {
    return await decoders[name as keyof typeof decoders](content, { maxOutputLength: most });
  } catch (error) {
    const tooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    const why = tooLarge ? `has more than ${most} bytes, unpacked` : 'cannot be unpacked';
    throw fault('communication', `The answer ${why}`, 502, error);
  }
}
