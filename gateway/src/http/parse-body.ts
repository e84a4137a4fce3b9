import { AppError } from '@neighbourhood/shared/errors/app-error';
import { readYaml, YamlError } from '@neighbourhood/shared/yaml/read-yaml';

/** BodyFormat is what a route can read. */
export type BodyFormat = 'json' | 'yaml' | 'cloudevents+json' | 'x-www-form-urlencoded';

const formats: Readonly<Record<string, BodyFormat>> = {
  'application/json': 'json',
  'application/cloudevents+json': 'cloudevents+json',
  'application/x-www-form-urlencoded': 'x-www-form-urlencoded',
  'application/yaml': 'yaml',
  'application/x-yaml': 'yaml',
  'text/yaml': 'yaml',
};

const malformed = (detail: string, cause?: unknown) =>
  new AppError('invalidArgument', 'REQUEST.MALFORMED', detail, { cause });

/** formatOf reads a Content-Type, and refuses what `allowed` does not name: 415. */
export function formatOf(contentType: string, encoding: string, allowed: readonly BodyFormat[]): BodyFormat {
  const [type = '', ...parameters] = contentType.split(';').map(part => part.trim().toLowerCase());
  const charset = parameters
    .find(parameter => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  const format = Object.hasOwn(formats, type) ? formats[type] : undefined;
  if (
    format &&
    allowed.includes(format) &&
    (charset ?? 'utf-8') === 'utf-8' &&
    (encoding || 'identity') === 'identity'
  ) {
    return format;
  }
  const names = allowed.map(name => `application/${name}`).join(' or ');
  throw new AppError(
    'unsupportedMediaType',
    'REQUEST.UNSUPPORTED_MEDIA_TYPE',
    `Send the body as ${names}, in UTF-8 and without Content-Encoding.`,
  );
}

const deepest = 64;
const mostNodes = 200_000;

/**
 * Refuses what would break later: nesting that exhausts a stack, strings that a database cannot hold,
 * numbers that JSON cannot say (1e999), and documents that aliases blow up or tie into a circle.
 */
function checkShape(value: unknown): void {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let nodes = 0;
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (++nodes > mostNodes) throw malformed('The body has too many parts.');
    if (typeof item.value === 'string') checkText(item.value);
    if (typeof item.value === 'number' && !Number.isFinite(item.value))
      throw malformed('The body has a number that is too large, or none.');
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth >= deepest) throw malformed(`The body is nested more than ${deepest} levels deep.`);
    for (const [key, child] of Object.entries(item.value)) {
      checkText(key);
      open.push({ value: child, depth: item.depth + 1 });
    }
  }
}

/** checkText refuses strings with NUL characters or broken surrogate pairs. */
export function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw malformed('The request has a NUL character or a broken Unicode character.');
  }
}

function parseYaml(text: string): unknown {
  try {
    return readYaml(text);
  } catch (cause) {
    if (!(cause instanceof YamlError)) throw cause;
    const detail = `The body is not valid YAML: ${cause.message}.`;
    if (cause.tooLong) throw new AppError('payloadTooLarge', 'REQUEST.TOO_LARGE', detail, { cause });
    throw malformed(detail, cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('The body is not valid JSON.', cause);
  }
}

/** Of a field that comes twice, the last counts. */
function parseForm(text: string): unknown {
  return Object.fromEntries(new URLSearchParams(text));
}

const parsers: Readonly<Record<BodyFormat, (text: string) => unknown>> = {
  json: parseJson,
  'cloudevents+json': parseJson,
  yaml: parseYaml,
  'x-www-form-urlencoded': parseForm,
};

/** parseBody reads a body of a known format. Throws REQUEST.MALFORMED. */
export function parseBody(body: Buffer, format: BodyFormat): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw malformed('The body is not UTF-8.', cause);
  }
  const value = parsers[format](text);
  checkShape(value);
  return value;
}
