import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { differences, ignoring } from '../domain/difference.ts';
import { type Captured } from '../http/capture.ts';

/** Comparison says whether two answers are the same; `uncompared` where one could not be read whole. */
export interface Comparison {
  outcome: 'same' | 'different' | 'uncompared';
  /** Where they differ: `(status)`, `(content type)`, `(body)`, or paths of a JSON body. */
  paths: string[];
}

const uncompared: Comparison = { outcome: 'uncompared', paths: [] };

function decompress(body: Buffer, encoding: string, limit: number): Buffer {
  const options = { maxOutputLength: limit };
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(body, options);
    case 'deflate':
      return inflateSync(body, options);
    case 'br':
      return brotliDecompressSync(body, options);
    default:
      throw new Error('an unknown Content-Encoding');
  }
}

const isJson = (contentType: string) => /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType);

/** read gives a body as it is compared: JSON parsed, all else as text; undefined for what cannot be read. */
function read(answer: Captured, limit: number): { value: unknown } | undefined {
  try {
    const text = decompress(answer.body ?? Buffer.alloc(0), answer.encoding, limit).toString('utf8');
    return { value: text !== '' && isJson(answer.contentType) ? JSON.parse(text) : text };
  } catch {
    return undefined;
  }
}

/** compareAnswers compares status and body of two answers; the headers are each side's own. */
export function compareAnswers(
  one: Captured,
  other: Captured,
  { ignore, limit }: { ignore: readonly string[]; limit: number },
): Comparison {
  const paths = one.status === other.status ? [] : ['(status)'];
  const different = (more: readonly string[]): Comparison => {
    const all = [...paths, ...more];
    return { outcome: all.length === 0 ? 'same' : 'different', paths: all };
  };
  if (one.body === undefined || other.body === undefined)
    return paths.length > 0 ? different([]) : uncompared;
  if (isJson(one.contentType) !== isJson(other.contentType)) return different(['(content type)']);
  const [left, right] = [read(one, limit), read(other, limit)];
  if (left === undefined || right === undefined) return different(['(body)']);
  return different(differences(left.value, right.value, ignoring(ignore)));
}
