import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Json } from '../json.ts';

/** HookContent is what a body says. */
export interface HookContent {
  datacontenttype: string;
  /** Absent where there was no body. */
  data?: Json;
}

/** Levels of nesting; what is deeper goes over no wire of ours. */
const deepest = 64;

const malformed = (detail: string, cause?: unknown) =>
  new AppError('invalidArgument', 'REQUEST.MALFORMED', detail, { cause });

/**
 * readHookBody reads JSON as it is, a form as an object of texts (a list where a name comes twice), text and XML as
 * one text. Fails with REQUEST.MALFORMED, REQUEST.UNSUPPORTED_MEDIA_TYPE.
 */
export function readHookBody(body: Buffer, contentType: string): HookContent {
  const [type = '', ...parameters] = contentType.split(';').map(part => part.trim().toLowerCase());
  const charset = parameters.find(each => each.startsWith('charset='))?.slice(8);
  const datacontenttype = type === '' ? 'application/json' : type;
  if (charset !== undefined && !['utf-8', 'us-ascii'].includes(charset.replaceAll('"', '')))
    throw unsupported();
  const read = readerOf(datacontenttype);
  if (body.length === 0) return { datacontenttype };
  return { datacontenttype, data: read(utf8(body)) };
}

function readerOf(type: string): (text: string) => Json {
  if (/^application\/(?:[\w.-]+\+)?json$/.test(type)) return fromJson;
  if (type === 'application/x-www-form-urlencoded') return fromForm;
  if (/^(?:text\/[\w.+-]+|application\/(?:[\w.-]+\+)?xml)$/.test(type)) return text => text;
  throw unsupported();
}

function fromJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw malformed('The body is not valid JSON.', cause);
  }
  const open: [Json, number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [item, depth] = next;
    if (typeof item === 'number' && !Number.isFinite(item))
      throw malformed('The body has a number that is too large.');
    if (typeof item !== 'object' || item === null) continue;
    if (depth >= deepest) throw malformed(`The body is nested more than ${deepest} levels deep.`);
    for (const child of Object.values(item)) open.push([child, depth + 1]);
  }
  return value;
}

function fromForm(text: string): Json {
  const fields = new Map<string, Json>();
  for (const [name, value] of new URLSearchParams(text)) {
    const earlier = fields.get(name);
    fields.set(name, earlier === undefined ? value : [earlier, value].flat());
  }
  return Object.fromEntries(fields);
}

function utf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw malformed('The body is not UTF-8.', cause);
  }
}

function unsupported(): AppError {
  return new AppError(
    'unsupportedMediaType',
    'REQUEST.UNSUPPORTED_MEDIA_TYPE',
    'A hook takes JSON, forms (application/x-www-form-urlencoded), text and XML, in UTF-8.',
  );
}
