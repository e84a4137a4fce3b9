import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { asText, pick } from './template.ts';

interface FilePart {
  sent: { body?: Buffer | Readable };
  contentType: string;
  length: number | undefined;
  field: string;
  input: unknown;
}

/** multipartOf is a form (RFC 7578) of fields and one file, which is not held: it streams through. */
export function multipartOf(
  fields: unknown,
  { sent, contentType, length, field, input }: FilePart,
): { body: Buffer | Readable; contentType: string; length: number | undefined } {
  const boundary = `neighbourhood-${randomUUID()}`;
  const named = Object.entries((fields ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  const head = named.map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${asText(value)}\r\n`,
  );
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(field)}"; filename="${quoted(nameIn(input))}"\r\ncontent-type: ${plain(contentType)}\r\n\r\n`;
  const before = Buffer.from(head.join('') + file);
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  const whole = { contentType: `multipart/form-data; boundary=${boundary}` };
  const { body = Buffer.alloc(0) } = sent;
  if (Buffer.isBuffer(body)) {
    const all = Buffer.concat([before, body, after]);
    return { ...whole, body: all, length: all.length };
  }
  async function* parts() {
    yield before;
    yield* body as AsyncIterable<Buffer>;
    yield after;
  }
  return {
    ...whole,
    body: Readable.from(parts(), { objectMode: false }),
    length: length === undefined ? undefined : before.length + length + after.length,
  };
}

function nameIn(input: unknown): string {
  const names = ['fileName', 'filename', 'name'].map(name => pick(input, name));
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? 'file';
}

/** As browsers write them: nothing ends the quotes or the line. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function plain(text: string): string {
  return text.replaceAll(/[\r\n]/g, ' ');
}
