import { type Json } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { readJson } from '../read-json.ts';

const json = /^[^;]*[/+]json\s*(?:;|$)/i;
const text =
  /^(?:text\/|[^;]*[/+](?:xml|json|yaml|x-yaml|javascript|ecmascript|graphql|sql|x-www-form-urlencoded|x-ndjson|ndjson|toml)\s*(?:;|$))/i;

/** isJson tells media types whose content is JSON. */
export function isJson(type: string | undefined): boolean {
  return type !== undefined && json.test(type);
}

/** isText tells media types whose content is text. */
export function isText(type: string | undefined): boolean {
  return type !== undefined && text.test(type);
}

/** textOf reads bytes in the charset that the media type names; UTF-8 where it names none that is known. */
export function textOf(content: Buffer, type: string | undefined): string {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type ?? '')?.[1];
  return decoder(charset ?? 'utf-8').decode(content);
}

function decoder(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/**
 * contentOf is an answer's content as the DSL sees it: JSON as its value, text as a string, anything else in base64,
 * nothing as null. Content without a type is what it can be read as.
 */
export function contentOf(content: Buffer, type: string | undefined, host: string): Json {
  if (content.length === 0) return null;
  if (type === undefined) return guessed(content);
  if (isJson(type)) {
    try {
      return readJson(textOf(content, type));
    } catch {
      // The parser's own text repeats what was answered.
      throw fault('communication', `${host} answered with JSON that cannot be read`, 502);
    }
  }
  return isText(type) ? textOf(content, type) : content.toString('base64');
}

function guessed(content: Buffer): Json {
  let plain: string;
  try {
    plain = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return content.toString('base64');
  }
  try {
    return readJson(plain);
  } catch {
    return plain;
  }
}
